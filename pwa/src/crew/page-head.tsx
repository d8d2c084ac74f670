// The head of a crew's page: the way back above its name.
import { Icon } from "../design/icon";
import { crew } from "../words/staff";

interface Props {
  title: string;
  /** The page is of this job, and leads back to it; else to Today. */
  jobId?: string | null;
}

export function PageHead({ title, jobId = null }: Props) {
  return (
    <>
      <a class="button button-quiet back" href={jobId === null ? "/crew" : `/crew/jobs/${jobId}`}>
        <Icon name="arrow-left" />
        {jobId === null ? crew.backToToday : crew.backToJob}
      </a>
      <h1 tabIndex={-1}>{title}</h1>
    </>
  );
}
