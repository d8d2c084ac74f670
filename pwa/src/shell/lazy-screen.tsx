// A screen whose code comes when it is first needed, with words while it comes and when it cannot.
import type { FunctionComponent } from "preact";
import { useEffect, useLayoutEffect, useState } from "preact/hooks";
import { words } from "../words/words";
import { arrive } from "./arrive";
import { Broken } from "./broken";

export type Screen = FunctionComponent<{ path: string }>;

export function LazyScreen({ load, path }: { load: () => Promise<Screen>; path: string }) {
  const [found, setFound] = useState<{ screen: Screen } | "failed" | null>(null);
  useEffect(() => {
    load().then((screen) => setFound({ screen }), () => setFound("failed"));
  }, [load]);
  // With the screen, not after it: who types at once must not lose the focus to its heading.
  useLayoutEffect(() => {
    if (found) arrive();
  }, [found]);
  if (found === "failed") return <Broken />;
  if (!found) return <p class="loading quiet">{words.loading}</p>;
  return <found.screen path={path} />;
}
