// Unit tests: each tests/*.test.ts is bundled to a module of its own, then node's test runner runs them.
import { spawnSync } from "node:child_process";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import esbuild from "esbuild";

const here = path.dirname(fileURLToPath(import.meta.url));
const files = (await readdir(path.join(here, "tests"))).filter((name) => name.endsWith(".test.ts"));
const out = await mkdtemp(path.join(here, "node_modules/.tests-"));
try {
  const entryPoints = files.map((name) => path.join(here, "tests", name));
  await esbuild.build({ entryPoints, outdir: out, bundle: true, format: "esm", platform: "node", outExtension: { ".js": ".mjs" } });
  const built = files.map((name) => path.join(out, name.replace(/\.ts$/, ".mjs")));
  process.exitCode = spawnSync(process.execPath, ["--test", ...built], { stdio: "inherit" }).status ?? 1;
} finally {
  await rm(out, { recursive: true, force: true });
}
