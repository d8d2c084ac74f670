// Whose device is open here, for what must not be shown to the next person: two accounts may have the same name.
import { computed } from "@preact/signals";
import { current, ready, session } from "./index";

/** Null before the disk is read, and while somebody just leaves. */
export const account = computed<string | null>(() => {
  void session.value; // Everybody who signs in here is a new one.
  return ready.value ? nameNow() : null;
});

function nameNow(): string | null {
  try {
    return current().name;
  } catch {
    return null;
  }
}
