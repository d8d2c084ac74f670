// Fetches the map's code and its areas beside each other; the table says the same without them.
import { useEffect, useState } from "preact/hooks";
import { useAnswer } from "../../design/use-answer";
import type { RedrawnMap } from "../../map/redrawn-map";
import { crews } from "../../store";
import { readRedrawn, type RedrawnMap as Redrawn } from "../../store/districts";
import { desk } from "../../words/staff";

export function LazyRedrawn({ layer, number, isDraft }: { layer: string; number: number; isDraft: boolean }) {
  const [code, setCode] = useState<{ Map: typeof RedrawnMap } | "coming" | "failed">("coming");
  const areas = useAnswer<Redrawn>(`${layer} ${number} ${isDraft}`, () => readRedrawn(layer, number));
  useEffect(() => {
    let wanted = true;
    import("../../map/redrawn-map").then(
      (file) => wanted && setCode({ Map: file.RedrawnMap }),
      () => wanted && setCode("failed"),
    );
    return () => {
      wanted = false;
    };
  }, []);
  if (code === "failed") return <p class="map-words">{desk.mapNotLoaded}</p>;
  if (areas.answer === null) return <p class="map-words">{areas.failed ?? desk.mapLoading}</p>;
  if (code === "coming") return <p class="map-words">{desk.mapLoading}</p>;
  return <code.Map areas={areas.answer} crews={crews.value} isDraft={isDraft} />;
}
