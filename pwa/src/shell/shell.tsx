// The frame around every screen, and which screen an address means.
import { useErrorBoundary, useLayoutEffect } from "preact/hooks";
import { path, queryValue } from "../design/router";
import { Home } from "../report/home";
import { ReportScreen } from "../report/report-screen";
import { ready } from "../store";
import { words } from "../words/words";
import { arrive } from "./arrive";
import { Broken } from "./broken";
import { LazyScreen } from "./lazy-screen";
import { NavBar } from "./nav-bar";
import { NotHere } from "./not-here";
import { Strip } from "./strip";
import { TopBar } from "./top-bar";

const loadMine = () => import("../my-reports/my-reports-app").then((file) => file.MyReportsApp);
const loadFollow = () => import("../my-reports/follow-app").then((file) => file.FollowApp);
const loadNear = () => import("../near/near-app").then((file) => file.NearApp);
const loadOutbox = () => import("./outbox-app").then((file) => file.OutboxApp);
const loadStaff = () => import("./staff-sign-in").then((file) => file.StaffSignIn);
const loadAppPage = () => import("./app-page").then((file) => file.AppPage);
const loadCrew = () => import("../crew/crew-app").then((file) => file.CrewApp);
const loadRoom = () => import("./desk-rooms").then((file) => file.roomAt(path.value));

export function Shell() {
  const [broken] = useErrorBoundary();
  const step = queryValue("step");
  useLayoutEffect(() => {
    if (ready.value) arrive();
  }, [path.value, step, ready.value]);
  const reporting = path.value === "/report" && step !== "sent";
  return (
    <div class={reporting ? "shell shell-reporting" : "shell"}>
      <a class="skip" href="#main">
        {words.skip}
      </a>
      <TopBar />
      <Strip />
      <main id="main" tabIndex={-1}>{broken ? <Broken /> : ready.value ? screenFor(path.value) : null}</main>
      {!reporting && <NavBar />}
    </div>
  );
}

function screenFor(at: string) {
  if (at === "/") return <Home />;
  if (at === "/report" && queryValue("same")) return <LazyScreen key="follow" load={loadFollow} path={at} />;
  if (at === "/report") return <ReportScreen />;
  if (/^\/reports(\/|$)/.test(at)) return <LazyScreen key="mine" load={loadMine} path={at} />;
  if (/^\/outbox(\/|$)/.test(at)) return <LazyScreen key="outbox" load={loadOutbox} path={at} />;
  if (at === "/near") return <LazyScreen key="near" load={loadNear} path={at} />;
  if (at === "/app") return <LazyScreen key="app" load={loadAppPage} path={at} />;
  if (at === "/staff") return <LazyScreen key="staff" load={loadStaff} path={at} />;
  if (/^\/crew(\/|$)/.test(at)) return <LazyScreen key="crew" load={loadCrew} path={at} />;
  if (/^\/desk(\/|$)/.test(at)) return <LazyScreen key={at} load={loadRoom} path={at} />;
  return <NotHere />;
}
