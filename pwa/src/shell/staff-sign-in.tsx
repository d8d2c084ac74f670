// Sign-in and sign-out for staff. Residents never need it.
import { useEffect, useRef, useState } from "preact/hooks";
import { ErrorSummary, type Mistake } from "../design/error-summary";
import { Icon } from "../design/icon";
import { navigate } from "../design/router";
import { TextField } from "../design/text-field";
import { connection, ready, session, shutOut, signIn } from "../store";
import { readAs } from "../words/staff-language";
import { words } from "../words/words";
import { problemWords } from "./problem-words";
import { SignedIn } from "./signed-in";

interface Wrong {
  login?: string;
  password?: string;
  both?: string;
}

/** Who was signed out by the city signs in again here: what is unsent waits for that, and keeps them from leaving. */
export function StaffSignIn() {
  const isOut = ready.value && session.value === null && !shutOut.value;
  useEffect(() => {
    if (isOut) readAs(false); // Who signs in goes on to a screen that looks at it.
  }, [isOut]);
  const who = connection.value === "signed_out" ? null : session.value;
  return who ? <SignedIn who={who} /> : <SignInForm />;
}

function SignInForm() {
  const [login, setLogin] = useState("");
  const [password, setPassword] = useState("");
  const [wrong, setWrong] = useState<Wrong>({});
  const [busy, setBusy] = useState(false);
  const tried = useRef(0);

  async function submit(event: Event): Promise<void> {
    event.preventDefault();
    if (busy) return;
    const missing = missingParts(login, password);
    tried.current += 1;
    setWrong(missing);
    if (missing.login || missing.password) return;
    setBusy(true);
    try {
      await signIn(login.trim(), password);
      navigate(session.peek()?.role === "crew" ? "/crew" : "/desk", { replace: true });
    } catch (error) {
      setWrong({ both: problemWords(error) });
    } finally {
      setBusy(false);
    }
  }

  return (
    <form class="page stack" noValidate onSubmit={submit}>
      <ErrorSummary mistakes={mistakesOf(wrong)} attempt={tried.current} />
      <h1>{words.staff.title}</h1>
      <p class="quiet">{words.staff.lead}</p>
      <TextField id="login" label={words.staff.login} value={login} onInput={setLogin} wrong={wrong.login} autocomplete="username" />
      <PasswordField value={password} onInput={setPassword} wrong={wrong.password} />
      <button type="submit" class="button button-primary button-big" aria-disabled={busy}>
        {busy ? words.staff.signingIn : words.staff.signIn}
      </button>
    </form>
  );
}

function PasswordField({ value, onInput, wrong }: { value: string; onInput: (value: string) => void; wrong?: string }) {
  const [shown, setShown] = useState(false);
  return (
    <TextField
      id="password"
      label={words.staff.password}
      value={value}
      onInput={onInput}
      wrong={wrong}
      autocomplete="current-password"
      type={shown ? "text" : "password"}
    >
      <button type="button" class="button" aria-label={shown ? words.staff.hide : words.staff.show} onClick={() => setShown(!shown)}>
        <Icon name={shown ? "eye-off" : "eye"} />
      </button>
    </TextField>
  );
}

const mistakesOf = ({ both, login, password }: Wrong): Mistake[] => [
  ...(both ? [{ field: "login", text: both }] : []),
  ...(login ? [{ field: "login", text: login }] : []),
  ...(password ? [{ field: "password", text: password }] : []),
];

const missingParts = (login: string, password: string): Wrong => ({
  login: login.trim() ? undefined : words.staff.loginMissing,
  password: password ? undefined : words.staff.passwordMissing,
});
