// What one calls the reports of an act: one by its service, many by their number.
import { serviceName } from "../../design/service-name";
import type { Row } from "./rows";

export const whatOf = (rows: readonly Row[]): string => serviceName(rows[0]?.request.service_code ?? "");
