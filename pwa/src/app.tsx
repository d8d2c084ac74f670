// Opens what this device holds, then draws the app.
import { render } from "preact";
import { startRouter } from "./design/router";
import { recallTextSize } from "./design/text-size";
import { watchOtherTabs } from "./report/draft";
import { watchForInstalling } from "./shell/install";
import { Shell } from "./shell/shell";
import { watchForUpdates } from "./shell/update";
import { start } from "./store";
import { watchFinger } from "./store/finger";
import { language } from "./words/language";
import { isAppPath } from "./worker/app-paths";

export function begin(): void {
  recallTextSize();
  watchForInstalling();
  watchFinger();
  watchOtherTabs();
  startRouter(isAppPath);
  void start(language);
  const root = document.getElementById("app");
  if (root) render(<Shell />, root);
  watchForUpdates();
}
