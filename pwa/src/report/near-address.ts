// Which house a point without words is near, so that a person can see whether it is right.
import type { Place } from "@sync/protocol/messages";
import { useEffect, useState } from "preact/hooks";
import { nearAddress } from "../store";

/** "12 Elm Street"; empty with words, without a point, without a house there, and without a network. */
export function useNearAddress({ lat, lon, text }: Place): string {
  const [label, setLabel] = useState("");
  useEffect(() => {
    setLabel("");
    if (text || lat == null || lon == null) return;
    let late = false;
    nearAddress({ lat, lon })
      .then((place) => late || setLabel(place?.label ?? ""))
      .catch(() => undefined);
    return () => void (late = true);
  }, [lat, lon, text]);
  return label;
}
