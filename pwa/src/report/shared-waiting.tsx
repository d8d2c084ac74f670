// On the start page: photos that another app shared and that are in no report yet.
import { useEffect, useState } from "preact/hooks";
import { Icon } from "../design/icon";
import { sharedPhotos } from "../store/shared";
import { words } from "../words/words";

export function SharedWaiting() {
  const [count, setCount] = useState(0);
  useEffect(() => void sharedPhotos().then((found) => setCount(found.length)), []);
  if (count === 0) return null;
  return (
    <a class="notice notice-waiting" href="/report?shared=photos">
      <Icon name="image" />
      <span class="grow">{words.report.youShared(count)}</span>
    </a>
  );
}
