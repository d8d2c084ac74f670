// The button that brings the pin: its code is fetched by the first tap, or where a draft has a pin already.
import { useEffect, useState } from "preact/hooks";
import { Icon } from "../design/icon";
import { words } from "../words/words";
import type { MovePin } from "./move-pin";

interface Props extends Omit<Parameters<typeof MovePin>[0], "wasTapped"> {
  /** Whether somebody has moved it already. */
  isOpen: boolean;
}

export function LazyPin({ isOpen, ...props }: Props) {
  const [mover, setMover] = useState<{ Mover: typeof MovePin } | "failed" | null>(null);
  const [tapped, setTapped] = useState(false);
  const bring = (): void => {
    import("./move-pin").then(
      (file) => setMover({ Mover: file.MovePin }),
      () => setMover("failed"),
    );
  };
  useEffect(() => {
    if (isOpen) bring();
  }, []);
  if (mover === "failed") return <p role="alert">{words.pin.broken}</p>;
  if (mover) return <mover.Mover {...props} wasTapped={tapped} />;
  const at = props.pin ?? props.fix;
  if (!at && !props.start) return null;
  const tap = (): void => {
    setTapped(true);
    bring();
  };
  return (
    <button type="button" class="button button-quiet" onClick={tap}>
      <Icon name={at ? "map-pin" : "map"} />
      {at ? words.pin.move : words.pin.onMap}
    </button>
  );
}
