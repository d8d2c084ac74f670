// Tests live beside the repository's other tests; globals, because node_modules are only here.
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

export default defineConfig({
  resolve: { alias: { "@sync": fileURLToPath(new URL("../sync", import.meta.url)) } },
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  test: {
    globals: true,
    // A shared machine may be slow; what hangs still ends.
    testTimeout: 20_000,
    // The store's tests run on a real IndexedDB in memory.
    setupFiles: ["fake-indexeddb/auto", fileURLToPath(new URL("../tests/unit/pwa/speak-english.ts", import.meta.url))],
    dir: fileURLToPath(new URL("../tests/unit", import.meta.url)),
    include: ["**/{pwa,sync}/**/*.test.ts"],
  },
});
