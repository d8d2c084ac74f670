// Where the map shows the crews: at the place of the last job that each has acted on, with how old that is.
import { computed } from "@preact/signals";
import { crewsSeen } from "../../store/desk-crews";
import { crewsWords } from "../../words/desk-live";
import { shared } from "../../words/staff";

export const crewPins = computed(() =>
  (crewsSeen.value?.crews ?? []).flatMap(({ name, at, last_seen_at: seen }) => {
    if (at === null) return [];
    const text = seen === null ? crewsWords.never : crewsWords.synced(shared.age(seen, Date.now()));
    return [{ name, at: [at.lon, at.lat] as [number, number], text }];
  }),
);
