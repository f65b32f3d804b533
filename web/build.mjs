// Builds the page into ../src/frontlog/static: a classic script, a style sheet, the basemap and index.html. See docs of `frontlog site`.
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import esbuild from "esbuild";
import { basemap } from "./basemap.mjs";

const here = path.dirname(fileURLToPath(import.meta.url));
const out = path.resolve(here, process.env.FRONTLOG_STATIC ?? "../src/frontlog/static");

// MapLibre starts its worker from an address. From a folder only a classic worker made of a blob is allowed, so its code travels as text.
const worker = {
  name: "worker-as-text",
  setup(build) {
    build.onResolve({ filter: /\?iife$/ }, (args) => ({
      path: path.join(here, "node_modules", args.path.slice(0, -"?iife".length)),
      namespace: "iife",
    }));
    build.onLoad({ filter: /.*/, namespace: "iife" }, async (args) => {
      const options = { entryPoints: [args.path], bundle: true, minify: true, format: "iife", write: false, target: "es2022" };
      const result = await esbuild.build(options);
      return { contents: result.outputFiles[0].text, loader: "text" };
    });
  },
};

await rm(out, { recursive: true, force: true });
await mkdir(out, { recursive: true });
await esbuild.build({
  absWorkingDir: here,
  entryPoints: { app: "src/main.ts" },
  outdir: out,
  bundle: true,
  minify: true,
  format: "iife",
  target: "es2022",
  charset: "utf8",
  legalComments: "none",
  define: { "import.meta.url": '""' },
  plugins: [worker],
});
await writeFile(path.join(out, "basemap.js"), `window.FRONTLOG_BASEMAP=${JSON.stringify(await basemap(here))};\n`);
await writeFile(path.join(out, "index.html"), await readFile(path.join(here, "index.html")));
await writeFile(path.join(out, "LICENSES.txt"), await licences());
console.log(`Built ${path.relative(process.cwd(), out)}`);

/** The licence texts of what is built in, as their terms ask. */
async function licences() {
  const parts = [];
  for (const name of ["maplibre-gl", "@observablehq/plot", "d3", "topojson-client", "world-atlas"]) {
    const folder = path.join(here, "node_modules", name);
    const { version, license } = JSON.parse(await readFile(path.join(folder, "package.json"), "utf8"));
    const text = await readFile(path.join(folder, "LICENSE.txt"), "utf8").catch(() => readFile(path.join(folder, "LICENSE"), "utf8"));
    parts.push(`${name} ${version} (${license})\n\n${text.trim()}\n`);
  }
  return parts.join(`\n${"-".repeat(100)}\n\n`);
}
