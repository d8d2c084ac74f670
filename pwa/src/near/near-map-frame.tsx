// The map of what is near, once somebody wants it: its code and the library come only then, and the list stays.
import { useEffect, useState } from "preact/hooks";
import type { NearMap } from "../map/near-map";
import { crews, districts } from "../store";
import { near } from "../words/near";

const say = near.map;
type MapProps = Omit<Parameters<typeof NearMap>[0], "districts" | "crews">;

export function NearMapFrame(props: MapProps) {
  const [state, setState] = useState<{ Map: typeof NearMap } | "coming" | "failed">("coming");
  useEffect(() => {
    let wanted = true;
    import("../map/near-map").then(
      (file) => wanted && setState({ Map: file.NearMap }),
      () => wanted && setState("failed"),
    );
    return () => {
      wanted = false;
    };
  }, []);
  if (state === "coming") return <p role="status">{say.loading}</p>;
  if (state === "failed") return <p class="notice">{say.notLoaded}</p>;
  return (
    <div class="near-map">
      <state.Map {...props} districts={districts.value} crews={crews.value} />
    </div>
  );
}
