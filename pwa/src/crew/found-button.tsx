// "Found something else": opens the camera at once, then goes on to what it is.
import { navigate } from "../design/router";
import { day } from "../words/crew-day";
import { isFoundWorthKeeping } from "./finding";
import { PhotoButton } from "./photo-button";
import { useFound } from "./use-found";

export function FoundButton({ jobId }: { jobId: string | null }) {
  const found = useFound(jobId);
  const address = jobId === null ? "/crew/found" : `/crew/jobs/${jobId}/found`;
  if (found.draft === undefined) return null;
  if (found.draft && isFoundWorthKeeping(found.draft))
    return (
      <a class="button button-big" href={address}>
        {day.found.goOn}
      </a>
    );
  return (
    <PhotoButton
      name={day.found.open}
      onOpen={found.shutter}
      onCancel={() => void found.tidy()}
      onFile={async (file) => {
        await found.addPhoto(file);
        navigate(address);
      }}
    />
  );
}
