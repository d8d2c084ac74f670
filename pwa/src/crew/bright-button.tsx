// One tap for full sun, and one back.
import { bright, setBright } from "../design/bright";
import { Icon } from "../design/icon";
import { day } from "../words/crew-day";

export function BrightButton() {
  return (
    <button type="button" class="button button-icon bright-button" aria-label={day.bright} aria-pressed={bright.value} onClick={() => setBright(!bright.value)}>
      <Icon name="sun" />
    </button>
  );
}
