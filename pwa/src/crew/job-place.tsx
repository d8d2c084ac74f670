// Where a job is, in large words, and the two ways to get there: the phone's maps, and somebody who knows.
import { Icon } from "../design/icon";
import { placeLine } from "../design/place-line";
import { city, crews } from "../store";
import type { WorkOrderView } from "../store/views";
import { one } from "../words/crew-job";
import { crew, shared } from "../words/staff";
import { mapLink, subjectOf } from "./jobs";

export function JobPlace({ job }: { job: WorkOrderView }) {
  const place = subjectOf(job)?.place;
  const link = mapLink(place);
  const near = place?.accuracy_m;
  const phone = whoToCall(job);
  return (
    <div class="where">
      <p>
        <span class="where-words">{placeLine(place) || shared.noPlace}</span>
        {near != null && <span class="quiet">{shared.accuracy(near)}</span>}
        {job.request?.asset && <span class="quiet">{job.request.asset}</span>}
      </p>
      <div class="pair">
        {link && (
          <a class="button" href={link}>
            <Icon name="navigation" />
            {crew.navigate}
          </a>
        )}
        {phone && (
          <a class="button" href={`tel:${phone.number}`}>
            <Icon name="phone" />
            {one.call(phone.name)}
          </a>
        )}
      </div>
    </div>
  );
}

/** The agency that has the job, when it gave a number, else the city. */
function whoToCall(job: WorkOrderView): { name: string; number: string } | null {
  const agency = crews.value.find(({ id }) => id === job.crew_id && id !== null);
  const given = agency?.agency ? (agency.contact ?? "") : "";
  if (agency && /^\+?[\d\s().-]{3,}$/.test(given)) return { name: agency.name, number: given };
  return city.value?.phone ? { name: one.city, number: city.value.phone } : null;
}
