// What this person reported: all of it, or one report.
import { Detail } from "./detail";
import { MyReports } from "./my-reports";

export function MyReportsApp({ path }: { path: string }) {
  const id = decodeURIComponent(path.slice("/reports/".length));
  return id ? <Detail id={id} /> : <MyReports />;
}
