// News of one report by e-mail: the address, remembered for the next report, or what it stands at and the way to end it.
import { isEmail } from "@sync/protocol/validation";
import { useEffect, useRef, useState } from "preact/hooks";
import { rememberedEmail, tellByEmail, tellNoMore } from "../store";
import { Icon } from "./icon";
import { TextField } from "./text-field";
import { language } from "../words/language";
import { words } from "../words/words";

const say = words.tell;

interface Props {
  requestId: string;
  /** Whether the address said yes; undefined when there is none. */
  told: boolean | undefined;
  isSent: boolean;
}

const LONGEST = 254;

export function TellByEmail({ requestId, told, isSent }: Props) {
  const [address, setAddress] = useState("");
  const [wrong, setWrong] = useState("");
  const busy = useRef(false);
  useEffect(() => void rememberedEmail().then((kept) => kept && setAddress((now) => now || kept)), []);

  async function once(what: () => Promise<void>): Promise<void> {
    if (busy.current) return;
    busy.current = true;
    await what().then(
      () => setWrong(""),
      () => setWrong(say.failed),
    );
    busy.current = false;
  }

  function submit(event: Event): void {
    event.preventDefault();
    const typed = address.trim();
    if (!isEmail(typed)) return setWrong(say.wrong);
    void once(() => tellByEmail(requestId, typed, language));
  }

  if (told !== undefined)
    return (
      <div class="stack stack-tight" role="status">
        <p>{told ? say.emailOn : isSent ? say.asked : say.askedLater}</p>
        <button type="button" class="button" onClick={() => void once(() => tellNoMore(requestId, "email"))}>
          {say.emailOff}
        </button>
        {wrong && <p>{wrong}</p>}
      </div>
    );
  return (
    <form class="stack stack-tight" noValidate onSubmit={submit}>
      <TextField
        id="tell-email"
        type="email"
        autocomplete="email"
        label={say.email}
        hint={say.emailHint}
        value={address}
        onInput={(typed) => {
          setAddress(typed);
          setWrong("");
        }}
        wrong={wrong}
        longest={LONGEST}
      />
      <button type="submit" class="button">
        <Icon name="send" />
        {say.byEmail}
      </button>
    </form>
  );
}
