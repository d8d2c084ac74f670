// Which house a point without words is near, so that a person can see whether it is right.
import type { Place } from "@sync/protocol/messages";
import { useEffect, useState } from "preact/hooks";
import { nearAddress } from "../store";
import { isRough } from "../words/accuracy-words";

/** "12 Elm Street"; empty with words, without a point or a sure one (any house would do), and where no house is known. */
export function useNearAddress({ lat, lon, text, accuracy_m }: Place): string {
  const isNowhere = Boolean(text) || isRough(accuracy_m ?? 0);
  const [label, setLabel] = useState("");
  useEffect(() => {
    setLabel("");
    if (isNowhere || lat == null || lon == null) return;
    let late = false;
    nearAddress({ lat, lon })
      .then((place) => late || setLabel(place?.label ?? ""))
      .catch(() => undefined);
    return () => void (late = true);
  }, [lat, lon, isNowhere]);
  return label;
}
