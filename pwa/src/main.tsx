// Opens what this device holds, then draws the app.
import { render } from "preact";
import "./design/tokens.css";
import "./design/base.css";
import "./design/components.css";
import "./shell/shell.css";
import { Shell } from "./shell/shell";
import { watchForUpdates } from "./shell/update";
import { startRouter } from "./design/router";
import { start } from "./store";
import { isAppPath } from "./worker/app-paths";

startRouter(isAppPath);
void start();
const root = document.getElementById("app");
if (root) render(<Shell />, root);
watchForUpdates();
