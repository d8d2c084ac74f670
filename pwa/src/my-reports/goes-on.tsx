// The other report of one's own that went before this one, or goes on with it; and where else its words went.
import { show } from "@sync/protocol/reference";
import { publicPage } from "../design/public-page";
import { requests } from "../store";
import type { RequestView } from "../store/views";
import { mine } from "../words/mine";

const say = mine.links;

export function GoesOn({ request }: { request: RequestView }) {
  const next = requests.value.find(({ follows }) => follows === request.reference);
  const { follows } = request;
  const before = follows ? requests.value.find(({ reference }) => reference === follows) : undefined;
  const elsewhere = redirectedTo(request);
  return (
    <>
      {next && <Other say={say.goesOn} reference={next.reference} to={`/reports/${next.id}`} />}
      {follows && <Other say={say.earlier} reference={follows} to={before ? `/reports/${before.id}` : publicPage(follows)} />}
      {elsewhere && <Other say={say.also} reference={elsewhere} to={publicPage(elsewhere)} />}
    </>
  );
}

function redirectedTo({ progress, reference, duplicate_of }: RequestView): string | null {
  if (progress.state !== "redirected") return null;
  const other = progress.detail?.["reference"];
  return typeof other === "string" && other !== reference && other !== duplicate_of ? other : null;
}

function Other({ say: words, reference, to }: { say: string; reference: string; to: string }) {
  return (
    <p class="card">
      {words}{" "}
      <a class="reference" href={to}>
        {show(reference)}
      </a>
    </p>
  );
}
