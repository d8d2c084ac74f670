// Builds the virtual phones of tests/property/sync_world for Node: the engine and the store as they are shipped.
import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  resolve: { alias: { "@sync": at("../sync") } },
  ssr: { noExternal: true },
  publicDir: false,
  build: {
    ssr: at("../tests/property/sync_world/driver.ts"),
    outDir: at("./node_modules/.sync-world"),
    emptyOutDir: true,
    target: "node20",
    minify: false,
  },
});
