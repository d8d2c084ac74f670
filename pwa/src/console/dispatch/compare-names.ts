// What ids and codes are called on this desk.
import { show } from "@sync/protocol/reference";
import { crewName } from "../../design/crew-name";
import { serviceName } from "../../design/service-name";
import { crew, outcomeName, requestStatus } from "../../words/staff";
import type { Names } from "./compare-rows";

export const names: Names = { crew: crewName, service: serviceName, reference: show, outcome: outcomeName, status: requestStatus };

export const jobStatus = (status: string): string => crew.status[status] ?? status;
