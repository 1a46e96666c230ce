// Runs of the built program and a browser to look at them, for the tests beside this file.
import { chromium } from "playwright-core";
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");
export const screenshots = path.join(root, "target", "screenshots");
mkdirSync(screenshots, { recursive: true });

/** The program: that of NORMSCOPE, else the newest that was built. */
function program() {
  if (process.env.NORMSCOPE) return process.env.NORMSCOPE;
  const target = process.env.CARGO_TARGET_DIR ?? path.join(root, "target");
  const built = ["debug", "release"].map((it) => path.join(target, it, "normscope")).filter(existsSync);
  if (built.length === 0) throw new Error("build the program first: cargo build");
  return built.sort((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs)[0];
}

export const scratch = mkdtempSync(path.join(tmpdir(), "normscope-browser-"));

/** Runs the program. */
export function normscope(...args) {
  return execFileSync(program(), args, { cwd: scratch, encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] });
}

/** The report of a corpus, freshly made. */
export function report(name, ...args) {
  const out = path.join(scratch, name);
  normscope("analyze", ...args, "-o", out, "--quiet");
  return path.join(out, "report.html");
}

/** The browser of the system, or the one that Playwright has fetched. */
export async function browser() {
  const names = ["chromium", "chromium-browser", "google-chrome"];
  const places = (process.env.PATH ?? "").split(path.delimiter).flatMap((folder) => names.map((name) => path.join(folder, name)));
  const executablePath = process.env.CHROMIUM ?? places.find(existsSync);
  const args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];
  return chromium.launch({ executablePath, args });
}

/** Opens a file; `problems` collects whatever went wrong and everything that was asked of a network. */
export async function open(context, file, hash = "") {
  const page = await context.newPage();
  const problems = [];
  page.on("console", (message) => { if (["error", "warning"].includes(message.type())) problems.push(message.text()); });
  page.on("pageerror", (error) => problems.push(String(error)));
  page.on("request", (request) => { if (!request.url().startsWith("file:") && !request.url().startsWith("data:")) problems.push(`asked for ${request.url()}`); });
  const started = performance.now();
  await page.goto(pathToFileURL(file).href + hash);
  await page.waitForFunction(() => document.documentElement.dataset.ready === "true");
  return { page, problems, seconds: (performance.now() - started) / 1000 };
}

const axe = createRequire(import.meta.url).resolve("axe-core/axe.min.js");

/** What axe-core finds serious or critical in the page as it is. The policy of the page would refuse it, so it comes from outside. */
export async function findings(page) {
  const source = (await import("node:fs")).readFileSync(axe, "utf8");
  await page.evaluate((source) => { (0, eval)(source); }, source).catch(() => null);
  return page.evaluate(async () => {
    const { violations } = await window.axe.run(document, { resultTypes: ["violations"] });
    return violations.filter((it) => ["serious", "critical"].includes(it.impact)).map((it) => `${it.id}: ${it.nodes.slice(0, 3).map((node) => node.html.slice(0, 120)).join(" | ")}`);
  });
}

export const shared = path.join(root, "..", "shared", "corpora", "ungdc_dev.jsonl");
export const sizes = { desktop: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } };
export const listed = (folder) => readdirSync(folder);
