// What is typed makes the list shorter at every letter; Enter goes on to the list.
import { Icon } from "../../design/icon";
import { desk } from "../../words/staff";
import { KEYS } from "./keys";
import "./search-field.css";

interface Props {
  typed: string;
  onType: (typed: string) => void;
  /** Enter in the field: on to the list. */
  onSearch: () => void;
}

export function SearchField({ typed, onType, onSearch }: Props) {
  return (
    <div class="desk-search">
      <Icon name="search" />
      <label for="desk-search" class="visually-hidden">
        {desk.search}
      </label>
      <input
        id="desk-search"
        type="search"
        value={typed}
        placeholder={desk.searchHint}
        aria-keyshortcuts={KEYS.search}
        onInput={(event) => onType(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === "Enter") onSearch();
        }}
      />
    </div>
  );
}
