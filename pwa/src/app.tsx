// Opens what this device holds, then draws the app.
import { render } from "preact";
import { startRouter } from "./design/router";
import { Shell } from "./shell/shell";
import { watchForUpdates } from "./shell/update";
import { start } from "./store";
import { isAppPath } from "./worker/app-paths";

export function begin(): void {
  startRouter(isAppPath);
  void start();
  const root = document.getElementById("app");
  if (root) render(<Shell />, root);
  watchForUpdates();
}
