// Why something could not be kept on this phone; nothing while all is well.
import { Icon } from "../design/icon";

export function Failed({ text }: { text: string }) {
  if (!text) return null;
  return (
    <p class="state state-refused" role="alert">
      <Icon name="octagon-alert" />
      {text}
    </p>
  );
}
