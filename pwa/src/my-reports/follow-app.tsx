// "Do you see this too?": somebody else's report, what the public may know of it, and one button that follows it.
import { parse, show } from "@sync/protocol/reference";
import { useEffect, useState } from "preact/hooks";
import { CurbLine } from "../design/curb-line";
import { Icon } from "../design/icon";
import { statusWords } from "../design/request-status";
import { navigate, query, queryValue } from "../design/router";
import { serviceName } from "../design/service-name";
import { publicPage } from "../design/public-page";
import { requests, services } from "../store";
import { publicFacts, type PublicFacts } from "../store/public-facts";
import { followReport } from "../store/reporter-acts";
import { mine } from "../words/mine";
import { words } from "../words/words";
import "./detail.css";
import { Failed } from "./failed";
import { isOverThere, ofAddress, ofFacts, ownOf, type Followable } from "./following";
import { useFocus } from "../design/use-focus";
import { useOnce } from "./use-once";

const say = mine.follow;
type Found = PublicFacts | null | "unreachable" | "looking";

export function FollowApp(_: { path: string }) {
  const reference = parse(queryValue("same") ?? "");
  const [found, setFound] = useState<Found>("looking");
  const own = reference ? ownOf(requests.value, reference) : undefined;
  const look = (): void => {
    setFound("looking");
    if (reference) void publicFacts(reference).then(setFound);
    else setFound(null);
  };
  useEffect(look, [reference]);
  useEffect(() => {
    if (own) navigate(`/reports/${own.id}`, { replace: true });
  }, [own?.id]);
  const heading = useFocus(found !== "looking", found);
  return (
    <div class="page stack stack-wide">
      <a class="back" href="/reports">
        <Icon name="arrow-left" />
        {words.mine.title}
      </a>
      <h1 tabIndex={-1} ref={heading}>
        {titleOf(found)}
      </h1>
      {!own && <Facts found={found} onAgain={look} />}
    </div>
  );
}

const titleOf = (found: Found): string => (found === null ? say.unknown : typeof found === "object" && isOverThere(found) ? say.over : say.title);

function Facts({ found, onAgain }: { found: Found; onAgain: () => void }) {
  const carried = ofAddress(query.value, services.value);
  if (found === null) return <Nothing text={say.unknownText} />;
  if (typeof found === "object") return isOverThere(found) ? <Over facts={found} /> : <Known facts={found} />;
  if (found === "looking") return <p role="status">{say.looking}</p>;
  return (
    <>
      {carried ? (
        <section class="card stack stack-tight">
          <h2>{serviceName(carried.serviceCode)}</h2>
          <p class="quiet reference">{show(carried.reference)}</p>
          <p>{say.unverified}</p>
        </section>
      ) : (
        <p role="status" class="state state-waiting">
          <Icon name="wifi-off" />
          {say.offline}
        </p>
      )}
      {carried && <Yes it={carried} />}
      <button type="button" class="button" onClick={onAgain}>
        {say.again}
      </button>
    </>
  );
}

function Card({ facts }: { facts: PublicFacts }) {
  const { icon, tone, text } = statusWords({ status: facts.status, status_note: facts.statusNote, updated_at: facts.updatedAt }, "");
  return (
    <section class="card stack">
      <div>
        <h2>{serviceName(facts.serviceCode)}</h2>
        <p class="quiet">
          {words.nearby.reported(facts.reportedAt)}
          {facts.followers > 0 && ` · ${words.nearby.others(facts.followers)}`}
        </p>
      </div>
      <CurbLine status={facts.status} />
      <p class={`state state-${tone} status-line`}>
        <Icon name={icon} />
        <span>{text}</span>
      </p>
      {facts.statusNote && facts.status !== "closed" && <p>{facts.statusNote}</p>}
      {facts.point && <p class="quiet">{say.near}</p>}
      <a class="button button-quiet" href={publicPage(facts.reference)}>
        <Icon name="external-link" />
        <span>
          {say.page} <span class="reference">{show(facts.reference)}</span>
        </span>
      </a>
    </section>
  );
}

function Known({ facts }: { facts: PublicFacts }) {
  return (
    <>
      <Card facts={facts} />
      <Yes it={ofFacts(facts)} />
    </>
  );
}

function Over({ facts }: { facts: PublicFacts }) {
  return (
    <>
      <Card facts={facts} />
      <Nothing text={say.overText} />
    </>
  );
}

function Yes({ it }: { it: Followable }) {
  const { once, failed } = useOnce();
  const follow = async (): Promise<void> => {
    const id = await followReport(it.reference, it.serviceCode, it.place);
    navigate(`/reports/${id}`, { replace: true });
  };
  return (
    <div class="stack">
      <p>{say.what}</p>
      <Failed text={failed} />
      <button type="button" class="button button-primary button-big" onClick={() => once(follow)}>
        <Icon name="check" />
        {say.yes}
      </button>
    </div>
  );
}

function Nothing({ text }: { text: string }) {
  return (
    <>
      <p>{text}</p>
      <a class="button button-primary button-big" href="/">
        <Icon name="camera" />
        {say.report}
      </a>
    </>
  );
}
