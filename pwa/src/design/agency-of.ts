// The agency outside the city that has a job; undefined for a crew of the city's own.
import { crews } from "../store";
import type { CrewDoc } from "../store/views";

export const agencyOf = (crewId: string | null): CrewDoc | undefined =>
  crews.value.find((crew) => crew.id === crewId && crew.agency);
