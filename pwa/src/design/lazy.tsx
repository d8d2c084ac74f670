// A part of a screen whose code comes when it is first drawn: it costs nobody who does not use it.
import type { FunctionComponent } from "preact";
import { useEffect, useState } from "preact/hooks";
import { words } from "../words/words";

interface Meanwhile {
  /** Said while it comes, and when it cannot; asked for when drawn, for sentences are learnt late. */
  coming?: () => string;
  failed?: () => string;
}

export function lazy<Props extends object>(
  load: () => Promise<FunctionComponent<Props>>,
  { coming = () => words.loading, failed = () => words.broken.text }: Meanwhile = {},
): FunctionComponent<Props> {
  return function Lazy(props: Props) {
    const [found, setFound] = useState<{ Part: FunctionComponent<Props> } | "coming" | "failed">("coming");
    useEffect(() => {
      let wanted = true;
      load().then(
        (Part) => wanted && setFound({ Part }),
        () => wanted && setFound("failed"),
      );
      return () => {
        wanted = false;
      };
    }, []);
    if (found === "coming" || found === "failed")
      return (
        <p class="loading quiet" role={found === "failed" ? "alert" : "status"}>
          {found === "failed" ? failed() : coming()}
        </p>
      );
    return <found.Part {...props} />;
  };
}
