// Builds the editor into the static files of the ui room. Run by hand: npm ci && npm run build.
// The banner names what was built from, so that a test can compare it with the lock file.

import { createHash } from "node:crypto";
import { existsSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { build } from "esbuild";

const sources = readdirSync("src").sort();
const hash = createHash("sha256");
for (const name of sources) hash.update(readFileSync(`src/${name}`));
const lock = JSON.parse(readFileSync("package-lock.json", "utf8")).packages;
const versions = Object.keys(lock)
  .filter((path) => path.startsWith("node_modules/@tiptap/") || path === "node_modules/esbuild")
  .sort()
  .map((path) => `${path.slice("node_modules/".length)}@${lock[path].version}`);

const outdir = "../src/hjulet/ui/static/ui/editor";
const { metafile } = await build({
  entryPoints: [
    { in: "src/element.js", out: "editor" },
    { in: "src/editor.css", out: "editor" },
  ],
  metafile: true,
  bundle: true,
  minify: true,
  format: "iife",
  target: ["chrome111", "firefox115", "safari16.4"],
  charset: "utf8",
  legalComments: "none",
  outdir,
  banner: {
    js: `/* hjulet-editor; built with ${versions.join(" ")}; sources sha256 ${hash.digest("hex")}; Tiptap and ProseMirror: MIT, see LICENSES.txt */`,
  },
});

// What is in the bundle keeps its licence texts beside it.
const packages = new Set(
  Object.keys(metafile.inputs)
    .map((path) => /^node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1])
    .filter(Boolean),
);
const texts = new Map();
for (const name of [...packages].sort()) {
  const folder = `node_modules/${name}`;
  const file = ["LICENSE", "LICENSE.md", "LICENSE.txt"].find((f) => existsSync(`${folder}/${f}`));
  const { license } = JSON.parse(readFileSync(`${folder}/package.json`, "utf8"));
  const text = file ? readFileSync(`${folder}/${file}`, "utf8").trim() : license;
  texts.set(text, [...(texts.get(text) || []), name]);
}
writeFileSync(
  `${outdir}/LICENSES.txt`,
  [...texts].map(([text, names]) => `${names.join("\n")}\n\n${text}\n`).join(`\n${"-".repeat(72)}\n\n`),
);
