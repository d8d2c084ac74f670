// News of one report as a message on this phone. The permission is asked for on the tap, never before.
import { useRef, useState } from "preact/hooks";
import { pushTrouble, tellNoMore, tellOnPhone, type PushTrouble } from "../store";
import { language } from "../words/language";
import { words } from "../words/words";

const say = words.tell;

export function TellOnPhone({ requestId, isOn }: { requestId: string; isOn: boolean }) {
  const [trouble, setTrouble] = useState<PushTrouble | "failed" | null>(null);
  const busy = useRef(false);

  async function tap(what: () => Promise<PushTrouble | null | void>): Promise<void> {
    if (busy.current) return;
    busy.current = true;
    const met = await what().catch(() => "failed" as const);
    setTrouble(met ?? null);
    busy.current = false;
  }

  const begin = () => tap(async () => pushTrouble() ?? (await tellOnPhone(requestId, language)));
  return (
    <div class="stack stack-tight" role="status">
      {isOn && <p>{say.phoneOn}</p>}
      <button type="button" class="button" onClick={() => void (isOn ? tap(() => tellNoMore(requestId, "push")) : begin())}>
        {isOn ? say.phoneOff : say.onPhone}
      </button>
      {trouble && <p>{say[trouble]}</p>}
    </div>
  );
}
