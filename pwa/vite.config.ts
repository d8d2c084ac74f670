// Builds the app into dist/: hashed files in /assets, the map and its library apart in /assets/map, the worker at /sw.js.
import { fileURLToPath } from "node:url";
import { defineConfig, type Plugin } from "vite";
import { VitePWA } from "vite-plugin-pwa";
import manifest from "./package.json" with { type: "json" };

const SERVER = "http://127.0.0.1:8000";
const SERVER_PATHS = ["/sync", "/people", "/files", "/attachments", "/open311", "/places", "/basemaps", "/health", "/schema", "/r/", "/notices"];

/** The map is large and few need it: it lives in its own folder, which the worker keeps only after first use. Its style comes
 * under the name of the chunk that all maps share. */
const ofTheMap = (names: readonly string[]): boolean =>
  names.some((name) => /maplibre-gl|pmtiles|fflate|src\/map\//.test(name) || name === "plain-map.css");

const folder = (names: readonly string[]): string => (ofTheMap(names) ? "assets/map" : "assets");

const src = (file: string): string => fileURLToPath(new URL(`src/${file}`, import.meta.url));

/** All that the app needs at once, in one file: many small ones cost a fifth more on the way. What runs before it, the
 * language and its sentences, stays apart. */
const inOneFile = new Set<string>();
const gatherApp: Plugin = {
  name: "gather-app",
  buildEnd() {
    const needed = (from: string, found = new Set<string>()): Set<string> => {
      if (!found.has(from)) {
        found.add(from);
        this.getModuleInfo(from)?.importedIds.forEach((id) => needed(id, found));
      }
      return found;
    };
    const before = ["main.tsx", "words/en.ts", "words/es.ts"].flatMap((file) => [...needed(src(file))]);
    for (const id of needed(src("app.tsx"))) inOneFile.add(id);
    for (const id of before) inOneFile.delete(id);
  },
};

/** The app waits for its language before it runs, but not before it is fetched: index.html asks for it at once. */
const fetchAppEarly: Plugin = {
  name: "fetch-app-early",
  transformIndexHtml: {
    order: "post",
    handler(_html, { bundle = {} }) {
      const named = new Set<string>();
      const follow = (file: string): void => {
        const chunk = bundle[file];
        if (named.has(file) || chunk?.type !== "chunk") return;
        named.add(file);
        chunk.imports.forEach(follow);
      };
      for (const chunk of Object.values(bundle)) if (chunk.type === "chunk" && chunk.moduleIds.includes(src("app.tsx"))) follow(chunk.fileName);
      return [...named].map((file) => ({ tag: "link", attrs: { rel: "modulepreload", href: `/${file}` }, injectTo: "head" as const }));
    },
  },
};

export default defineConfig({
  resolve: { alias: { "@sync": fileURLToPath(new URL("../sync", import.meta.url)) } },
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  define: { __APP_VERSION__: JSON.stringify(manifest.version) },
  server: {
    host: "127.0.0.1",
    fs: { allow: [".."] },
    proxy: Object.fromEntries(SERVER_PATHS.map((path) => [path, SERVER])),
  },
  build: {
    target: "es2022",
    chunkSizeWarningLimit: 1200,
    // A later screen brings its own imports: naming them all would cost every first visit more than one of them later.
    modulePreload: { polyfill: false, resolveDependencies: (_file, deps, { hostType }) => (hostType === "js" ? deps.filter((one) => one.endsWith(".css")) : deps) },
    assetsInlineLimit: 0,
    // Who loads whom: what a first visit takes is counted from it. It is served to nobody.
    manifest: true,
    rolldownOptions: {
      output: {
        codeSplitting: { groups: [{ name: "app", test: (id) => inOneFile.has(id), includeDependenciesRecursively: false }] },
        entryFileNames: "assets/[name]-[hash].js",
        chunkFileNames: (chunk) => `${folder(chunk.moduleIds)}/[name]-[hash].js`,
        assetFileNames: (asset) => `${folder([...asset.names, ...asset.originalFileNames])}/[name]-[hash][extname]`,
      },
    },
  },
  plugins: [
    gatherApp,
    fetchAppEarly,
    VitePWA({
      strategies: "injectManifest",
      srcDir: "src/worker",
      filename: "sw.ts",
      injectRegister: false,
      manifest: false,
      injectManifest: {
        globPatterns: ["**/*.{js,css,html,svg,png,webmanifest}"],
        globIgnores: ["assets/map/**", "screenshots/**", "share.png"],
      },
    }),
  ],
});
