// One tap for full sun, and one back.
import { bright, setBright } from "../design/bright";
import { Icon } from "../design/icon";
import { day } from "../words/crew-day";

export function BrightButton() {
  return (
    <button type="button" class="button" aria-pressed={bright.value} onClick={() => setBright(!bright.value)}>
      <Icon name="sun" />
      {day.bright}
    </button>
  );
}
