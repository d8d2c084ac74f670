// What every act's form is given: the reports it is for, and where to go afterwards.
import type { Row } from "./rows";

export interface ToolProps {
  rows: Row[];
  onDone: () => void;
  onClose: () => void;
}
