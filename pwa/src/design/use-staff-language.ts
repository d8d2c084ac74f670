// The language follows who uses this device: looked at where staff arrive, and where they leave.
import { useEffect } from "preact/hooks";
import { ready, session } from "../store";
import { readAs } from "../words/staff-language";

export function useStaffLanguage(): void {
  const isStaff = ready.value ? session.value !== null : null;
  useEffect(() => {
    if (isStaff !== null) readAs(isStaff);
  }, [isStaff]);
}
