// What waits for the desk's decision, worked out once a change.
import { computed } from "@preact/signals";
import { letters, requests, workOrders } from "../../store";
import { type Conflict, conflictsOf } from "./conflicts";

export const conflicts = computed<Conflict[]>(() => conflictsOf(workOrders.value, letters.value, requests.value));
