// Builds what the browser loads: `node build.mjs [--outdir DIR]` (default: dist).
// Everything lands in a fresh folder first and is moved into place at the end, so nobody ever reads half a build.
import { build } from "esbuild";
import { createHash } from "node:crypto";
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const here = dirname(fileURLToPath(import.meta.url));
const flag = process.argv.indexOf("--outdir");
const outdir = resolve(flag > 0 ? process.argv[flag + 1] : join(here, "dist"));

const sha256 = (data) => createHash("sha256").update(data).digest("hex");
const hashed = (name, data) => name.replace(/(\.\w+)$/, `-${sha256(data).slice(0, 8).toUpperCase()}$1`);

/** All files below a folder, as paths with slashes, relative to this one, sorted by bytes. */
function filesBelow(folder) {
  return readdirSync(join(here, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(here, join(entry.parentPath ?? entry.path, entry.name)).replaceAll("\\", "/"))
    .sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
}

/** The hash of everything that decides the outcome; crates/ui/build.rs computes the same to tell whether dist is fresh. */
function inputsHash() {
  const hash = createHash("sha256");
  for (const path of ["build.mjs", "package-lock.json", ...filesBelow("src")]) {
    hash.update(path).update("\0").update(readFileSync(join(here, path))).update("\0");
  }
  return hash.digest("hex");
}

/** One sprite of the icons named in icons.txt, and of our own in src/img/symbols. */
function sprite() {
  const names = readFileSync(join(here, "src/icons.txt"), "utf8")
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line && !line.startsWith("#"));
  const symbol = (name, file) => {
    const svg = readFileSync(file, "utf8").replace(/<!--[\s\S]*?-->/g, "");
    const inner = svg.replace(/^[\s\S]*?<svg[^>]*>/, "").replace(/<\/svg>\s*$/, "");
    return `<symbol id="${name}" viewBox="0 0 24 24">${inner.replace(/\s*\n\s*/g, "").replaceAll(" />", "/>")}</symbol>`;
  };
  const lucide = names.map((name) => symbol(name, join(here, "node_modules/lucide-static/icons", `${name}.svg`)));
  const ours = filesBelow("src/img/symbols").map((path) => symbol(basename(path, ".svg"), join(here, path)));
  return `<svg xmlns="http://www.w3.org/2000/svg">${[...lucide, ...ours].join("")}</svg>\n`;
}

/** Name, version and licence of every package whose code or shapes are in the bundle. */
function packages() {
  const { dependencies } = JSON.parse(readFileSync(join(here, "package.json"), "utf8"));
  return Object.keys(dependencies)
    .sort()
    .map((name) => {
      const { version, license } = JSON.parse(readFileSync(join(here, "node_modules", name, "package.json"), "utf8"));
      return { name, version, license };
    });
}

/** The same with the texts of the licences. */
function thirdParty() {
  return packages()
    .map(({ name, version, license }) => {
      const folder = join(here, "node_modules", name);
      const text = ["LICENSE", "LICENSE.md", "LICENSE.txt"].map((file) => join(folder, file)).find(existsSync);
      return `${name} ${version}\n${license}\n\n${text ? readFileSync(text, "utf8").trim() : ""}\n`;
    })
    .join(`\n${"-".repeat(72)}\n\n`);
}

mkdirSync(dirname(outdir), { recursive: true });
const fresh = mkdtempSync(join(dirname(outdir), ".ui-"));
try {
  const result = await build({
    absWorkingDir: here,
    entryPoints: { app: "src/js/app.ts", css: "src/css/app.css" },
    outdir: fresh,
    entryNames: "app-[hash]",
    assetNames: "[name]-[hash]",
    bundle: true,
    minify: true,
    format: "iife",
    target: ["es2022", "chrome123", "firefox121", "safari17.5"],
    loader: { ".woff2": "file", ".svg": "file" },
    legalComments: "none",
    metafile: true,
    logLevel: "warning",
  });
  const files = {};
  for (const [path, output] of Object.entries(result.metafile.outputs)) {
    const name = basename(path);
    if (output.entryPoint?.endsWith(".ts")) files["app.js"] = name;
    else if (output.entryPoint?.endsWith(".css")) files["app.css"] = name;
    else if (!name.endsWith(".map")) files[name.replace(/-[A-Z0-9]{8}(\.\w+)$/, "$1")] = name;
  }
  const texts = { "icons.svg": sprite(), "THIRD_PARTY.txt": thirdParty() };
  for (const path of filesBelow("src/img").filter((path) => dirname(path) === "src/img")) {
    texts[basename(path)] = readFileSync(join(here, path), "utf8");
  }
  for (const [name, text] of Object.entries(texts)) {
    files[name] = hashed(name, text);
    writeFileSync(join(fresh, files[name]), text);
  }
  for (const name of Object.values(files).filter((name) => !name.endsWith(".woff2"))) {
    writeFileSync(join(fresh, `${name}.gz`), gzipSync(readFileSync(join(fresh, name)), { level: 9 }));
  }
  writeFileSync(join(fresh, "manifest.json"), `${JSON.stringify({ inputs_sha256: inputsHash(), files, packages: packages() }, null, 2)}\n`);
  chmodSync(fresh, 0o755);
  rmSync(outdir, { recursive: true, force: true });
  try {
    renameSync(fresh, outdir);
  } catch (error) {
    if (error.code !== "EXDEV" && error.code !== "ENOTEMPTY") throw error;
    cpSync(fresh, outdir, { recursive: true });
  }
} finally {
  rmSync(fresh, { recursive: true, force: true });
}
