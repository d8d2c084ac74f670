// The crew's phone: today's jobs, one job, closing it. Reads the store; every act is on disk before the screen says so.
import "./crew.css";
import { recallBright } from "../design/bright";
import { useStaffLanguage } from "../design/use-staff-language";
import { ready, session } from "../store";
import { crew, shared } from "../words/staff";
import { CloseJob } from "./close-job";
import { CorrectJob } from "./correct-job";
import { EndOfShift } from "./end-of-shift";
import { FindPlace } from "./find-place";
import { Found } from "./found";
import { Job } from "./job";
import { MapScreen } from "./map-screen";
import { OrderScreen } from "./order-screen";
import { Prepare } from "./prepare";
import { Today } from "./today";

recallBright();

export function CrewApp({ path }: { path: string }) {
  useStaffLanguage();
  return <div class="crew stack">{screen(path)}</div>;
}

function screen(path: string) {
  if (!ready.value) return <p role="status">{shared.loading}</p>;
  const person = session.value;
  if (!person) return <SignInFirst />;
  const [, , part, jobId, step] = path.split("/");
  if (part === "find") return <FindPlace />;
  if (part === "prepare") return <Prepare />;
  if (part === "map") return <MapScreen />;
  if (part === "order") return <OrderScreen />;
  if (part === "found") return <Found jobId={null} />;
  if (part === "end") return <EndOfShift />;
  if (jobId && step === "correct") return <CorrectJob key={jobId} jobId={jobId} />;
  if (jobId && step === "found") return <Found key={jobId} jobId={jobId} />;
  if (jobId) return step === "close" ? <CloseJob key={jobId} jobId={jobId} /> : <Job key={jobId} jobId={jobId} crewId={person.crewId} />;
  return <Today crewId={person.crewId} />;
}

function SignInFirst() {
  return (
    <>
      <h1 tabIndex={-1}>{crew.today}</h1>
      <p>{shared.signInFirst}</p>
      <a class="button button-primary button-big" href="/staff">
        {shared.signIn}
      </a>
    </>
  );
}
