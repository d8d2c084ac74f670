// The language follows who uses this device: looked at where staff arrive, and where they leave.
import { useEffect } from "preact/hooks";
import { ready, session, shutOut } from "../store";
import { readAs } from "../words/staff-language";

export function useStaffLanguage(): void {
  // What a phone is told that was emptied lasts as long as the page.
  const isStaff = ready.value && !shutOut.value ? session.value !== null : null;
  useEffect(() => {
    if (isStaff !== null) readAs(isStaff);
  }, [isStaff]);
}
