// How satisfied reporters are with what was closed: the numbers of a period, by service and by district, and their words.
import "./insight.css";
import { useState } from "preact/hooks";
import { failedWords } from "../../design/failed-words";
import { Heading } from "../../design/heading";
import { Icon } from "../../design/icon";
import { ManagerPage } from "../../design/manager-page";
import { navigate, queryValue } from "../../design/router";
import { saveFile } from "../../design/save-file";
import { useAnswer } from "../../design/use-answer";
import { Waiting } from "../../design/waiting";
import { readSatisfaction, readSatisfactionTable, type Satisfaction } from "../../store/insights";
import { managerWords } from "../../words/manager";
import { satisfactionWords as say } from "../../words/satisfaction";
import { CommentList } from "./comment-list";
import { NumbersTable } from "./numbers-table";
import { PeriodChoice, sinceOf } from "./period-choice";
import { Tiles } from "./tiles";

export function SatisfactionApp(_: { path: string }) {
  return (
    <ManagerPage title={say.title}>
      <Period />
    </ManagerPage>
  );
}

function Period() {
  const asked = queryValue("days") ?? "";
  const days = Object.hasOwn(say.periods, asked) ? asked : "30";
  const since = sinceOf(Number(days), Date.now());
  const { answer, failed, again } = useAnswer(since, () => readSatisfaction(since));
  return (
    <>
      <Heading text={say.title} />
      <p class="quiet">{say.lead}</p>
      <div class="manager-head">
        <PeriodChoice days={days} onChange={(next) => navigate(`/desk/satisfaction?days=${next}`, { replace: true })} />
        <SaveTable since={since} />
      </div>
      {(answer?.since !== since || failed !== null) && <Waiting failed={failed} onAgain={again} />}
      {answer?.since === since && (answer.total.closed === 0 ? <Empty /> : <Numbers answer={answer} />)}
    </>
  );
}

function Empty() {
  return (
    <section class="card stack stack-tight">
      <h2>{say.empty}</h2>
      <p>{say.emptyText}</p>
    </section>
  );
}

function Numbers({ answer }: { answer: Satisfaction }) {
  return (
    <>
      <p>{say.since(answer.since)}</p>
      <Tiles total={answer.total} definitions={answer.definitions} />
      <div class="insight-tables">
        <NumbersTable
          title={say.byService}
          first={say.service}
          rows={answer.services.map(({ code, name, numbers }) => ({ key: code, name, numbers }))}
        />
        <NumbersTable
          title={say.byDistrict}
          first={say.district}
          rows={answer.districts.map(({ name, layer, numbers }) => ({
            key: `${layer} ${name}`,
            name: name ?? say.outside,
            ...(layer === null ? {} : { beside: say.inLayer(layer) }),
            numbers,
          }))}
        />
      </div>
      <CommentList comments={answer.comments} definition={answer.definitions.comments} />
    </>
  );
}

function SaveTable({ since }: { since: string }) {
  const [failed, setFailed] = useState<string | null>(null);
  const save = (): void => {
    readSatisfactionTable(since).then(
      (file) => {
        setFailed(null);
        saveFile(file, say.csvName(since));
      },
      (error: unknown) => setFailed(failedWords(error)),
    );
  };
  return (
    <div class="cluster">
      {failed !== null && <p role="alert">{failed}</p>}
      <button type="button" class="button" onClick={save}>
        <Icon name="download" />
        {managerWords.saveCsv}
      </button>
    </div>
  );
}
