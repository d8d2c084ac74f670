// Why something could not be kept on this phone; nothing while all is well.
import { Icon } from "../design/icon";

export function Failed({ text }: { text: string }) {
  return (
    <div role="alert">
      {text && (
        <p class="state state-refused">
          <Icon name="octagon-alert" />
          {text}
        </p>
      )}
    </div>
  );
}
