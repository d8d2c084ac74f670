// About the app itself: its language, the size of its words, why to install it and how, what it keeps, whom to call.
import { Icon } from "../design/icon";
import { LanguageSwitch } from "../design/language-switch";
import { setTextSize, SIZES, textSize } from "../design/text-size";
import { city, isProtected } from "../store";
import { language, NAMES } from "../words/language";
import { words } from "../words/words";
import "./app-page.css";
import { isApple } from "./how-to-protect";
import { canInstall, install, isInstalled } from "./install";

const say = words.appPage;

export function AppPage() {
  return (
    <div class="page stack stack-wide">
      <h1>{say.title}</h1>
      <section class="stack stack-tight" aria-labelledby="language">
        <h2 id="language">{say.language}</h2>
        <div class="choices">
          <p class="choice choice-now">
            <Icon name="check" />
            {NAMES[language]}
          </p>
          <LanguageSwitch />
        </div>
      </section>
      <Choice legend={say.text} name="text-size" options={SIZES.map((one) => [one, say.sizes[one] ?? one])} now={textSize.value} onChoose={setTextSize} />
      <Installing />
      <section class="stack stack-tight" aria-labelledby="keeps">
        <h2 id="keeps">{say.keeps.title}</h2>
        <p>{say.keeps.text}</p>
        <p class="state">
          <Icon name={isProtected.value ? "lock" : "shield-alert"} />
          <span>{isProtected.value ? say.keeps.safe : say.keeps.open}</span>
        </p>
      </section>
      {city.value?.phone && (
        <a class="button" href={`tel:${city.value.phone}`}>
          <Icon name="phone" />
          {say.call(city.value.phone)}
        </a>
      )}
    </div>
  );
}

interface ChoiceProps<One extends string> {
  legend: string;
  name: string;
  options: [One, string][];
  now: One;
  onChoose: (one: One) => void;
}

function Choice<One extends string>({ legend, name, options, now, onChoose }: ChoiceProps<One>) {
  return (
    <fieldset class="stack stack-tight">
      <legend>{legend}</legend>
      <div class="choices">
        {options.map(([one, label]) => (
          <label key={one} class={`choice choice-${one}`}>
            <input type="radio" name={name} value={one} checked={one === now} onChange={() => onChoose(one)} />
            {label}
          </label>
        ))}
      </div>
    </fieldset>
  );
}

function Installing() {
  const { userAgent, maxTouchPoints: touchPoints } = navigator;
  const how = isApple({ userAgent, touchPoints }) ? say.install.ios : say.install.menu;
  return (
    <section class="card stack" aria-labelledby="install">
      <h2 id="install">{say.install.title}</h2>
      <ul class="plain-list stack stack-tight">
        {say.install.why.map((reason) => (
          <li key={reason} class="state state-done">
            <Icon name="circle-check" />
            <span>{reason}</span>
          </li>
        ))}
      </ul>
      <div role="status">
        {isInstalled.value ? (
          <p class="status-line">{say.install.done}</p>
        ) : canInstall() ? (
          <button type="button" class="button button-primary button-big" onClick={() => void install()}>
            <Icon name="download" />
            {say.install.button}
          </button>
        ) : (
          <p class="status-line">{how}</p>
        )}
      </div>
    </section>
  );
}
