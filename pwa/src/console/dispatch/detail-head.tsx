// The head of whatever is looked at beside the list: the way back to it on a narrow screen, and the title.
import type { ComponentChildren } from "preact";
import { Icon } from "../../design/icon";
import { desk } from "../../words/staff";

interface Props {
  title: ComponentChildren;
  /** True where it is the whole page, so that its title is the page's. */
  alone: boolean;
  onBack: () => void;
  /** Below the title. */
  children?: ComponentChildren;
}

export function DetailHead({ title, alone, onBack, children }: Props) {
  const Title = alone ? "h1" : "h2";
  return (
    <>
      <button type="button" class="button button-quiet back" onClick={onBack}>
        <Icon name="arrow-left" />
        {desk.back}
      </button>
      <header class="detail-head">
        <div>
          <Title id="detail-title" class="detail-title" tabIndex={-1}>
            {title}
          </Title>
          {children}
        </div>
      </header>
    </>
  );
}
