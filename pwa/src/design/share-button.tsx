// Gives an address to another app of the phone, by the phone's own window. Not drawn where there is none.
import { Icon } from "./icon";

interface Props {
  label: string;
  title: string;
  /** Within this site. */
  path: string;
}

export function ShareButton({ label, title, path }: Props) {
  if (!navigator.share) return null;
  // A person who closes the window has shared nothing, and knows it.
  const share = (): void => void navigator.share({ title, url: location.origin + path }).catch(() => undefined);
  return (
    <button type="button" class="button button-quiet" onClick={share}>
      <Icon name="share-2" />
      {label}
    </button>
  );
}
