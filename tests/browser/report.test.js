// The page of a run, as somebody uses it: opened from disk, with no network.
import assert from "node:assert/strict";
import { existsSync, statSync, writeFileSync, mkdirSync } from "node:fs";
import path from "node:path";
import { after, before, test } from "node:test";
import { browser, findings, normscope, open, report, root, scratch, screenshots, shared, sizes } from "./kit.js";

let chrome, small;
before(async () => {
  chrome = await browser();
  small = report("small", path.join(root, "corpus"), "--by", "genre,issuer");
});
after(() => chrome?.close());

const context = (size = "desktop", colorScheme = "light") => chrome.newContext({ viewport: sizes[size], colorScheme, bypassCSP: false });
const VIEWS = ["overview", "documents", "actors", "terms", "methods"];

test("every view opens, at every size and in both themes, without an error, a request or a serious finding", async () => {
  for (const size of Object.keys(sizes)) for (const scheme of ["light", "dark"]) {
    const where = await context(size, scheme);
    const { page, problems } = await open(where, small);
    for (const view of [...VIEWS, "doc/karsovia-glass-border"]) {
      await page.evaluate((view) => { location.hash = view; }, view);
      const name = view.split("/")[0];
      await page.waitForFunction((name) => [...document.querySelectorAll("main > section.view")].every((it) => it.hidden === (it.id !== name)) && document.getElementById(name).textContent.length > 100, name);
      await page.screenshot({ path: path.join(screenshots, `${name}-${size}-${scheme}.png`), fullPage: true });
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      assert.equal(wide, 0, `${view} is wider than a ${size}`);
      assert.deepEqual(problems, [], view);
    }
    await where.close();
    const bare = await chrome.newContext({ viewport: sizes[size], colorScheme: scheme, bypassCSP: true });
    const looked = await open(bare, small);
    for (const view of [...VIEWS, "doc/karsovia-glass-border"]) {
      await looked.page.evaluate((view) => { location.hash = view; }, view);
      await looked.page.waitForTimeout(150);
      assert.deepEqual(await findings(looked.page), [], `${view}, ${size}, ${scheme}`);
    }
    await bare.close();
  }
});

test("documents are found and sorted", async () => {
  const where = await context();
  const { page } = await open(where, small, "#documents");
  const rows = page.locator("#list tbody tr");
  const all = await rows.count();
  await page.fill("#find-documents", "karsovia");
  assert.ok((await rows.count()) < all && (await rows.count()) > 0);
  assert.match(await page.textContent("#found-documents"), /of \d+ documents/);
  await page.fill("#find-documents", "");
  const words = async () => (await page.locator("#list tbody td:nth-child(4)").allTextContents()).map((it) => Number(it.replaceAll("\u202f", "")));
  await page.click("#list thead th:nth-child(4) button");
  const down = await words();
  assert.deepEqual(down, [...down].sort((a, b) => b - a));
  assert.equal(await page.getAttribute("#list thead th:nth-child(4)", "aria-sort"), "descending");
  await page.click("#list thead th:nth-child(4) button");
  assert.deepEqual(await words(), [...down].reverse());
  await where.close();
});

test("a number leads to its words, a sentence into the text, a mark says why, and back", async () => {
  const where = await context();
  const { page, problems } = await open(where, small, "#documents");
  await page.locator("#list a", { hasText: "Karsovia’s Glass Border" }).click();
  await page.waitForSelector("#doc .text mark");
  const number = page.locator("#doc section[aria-label=Numbers] tbody tr", { hasText: "rate per 1000 words" }).first().locator("button");
  assert.match(await number.textContent(), /^\d+\.\d+$/);
  await number.click();
  const narrowed = page.locator("#doc .sentences li");
  const n = await narrowed.count();
  assert.ok(n > 0 && (await page.locator("#doc section[aria-label=Sentences] [role=status]").textContent()).startsWith(`${n} of`));
  await narrowed.first().locator("a").click();
  await page.waitForSelector("#doc .s.here");
  assert.match(page.url(), /#doc\/karsovia-glass-border\/s\d+$/);
  await page.locator("#doc .s.here mark").first().focus();
  const panel = await page.textContent("#doc .panel");
  for (const word of ["entry", "frame", "weight", "counted"]) assert.ok(panel.includes(word), panel);
  await page.goBack();
  await page.goBack();
  await page.waitForFunction(() => !document.getElementById("documents").hidden);
  assert.deepEqual(problems, []);
  await where.close();
});

test("sentences are filtered by frame, voice and words", async () => {
  const where = await context();
  const { page } = await open(where, small, "#doc/karsovia-glass-border");
  await page.waitForSelector("#doc .sentences li");
  const rows = page.locator("#doc .sentences li");
  const all = await rows.count();
  await page.locator("#doc .tools select").nth(0).selectOption("state");
  const framed = await rows.count();
  await page.locator("#doc .tools input").fill("house");
  const both = await rows.count();
  assert.ok(all > framed && framed > both && both >= 0);
  await where.close();
});

test("the concordance sorts by what stands to the left and to the right", async () => {
  const where = await context();
  const { page } = await open(where, small, "#terms");
  await page.waitForSelector("#kwic tbody tr");
  for (const [column, key] of [[1, (it) => it.trim().toLowerCase().split(/\s+/).reverse().join(" ")], [3, (it) => it.trim().toLowerCase()]]) {
    await page.click(`#kwic thead th:nth-child(${column}) button`);
    const shown = (await page.locator(`#kwic tbody td:nth-child(${column})`).allTextContents()).map(key);
    assert.deepEqual(shown, [...shown].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0)));
  }
  await page.locator("#kwic tbody a").first().click();
  await page.waitForSelector("#doc .s.here");
  await where.close();
});

test("the theme is switched and kept, and documents are found among the dots", async () => {
  const where = await context();
  const { page } = await open(where, small);
  const ground = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  const light = await ground();
  await page.click("#theme");
  assert.notEqual(await ground(), light);
  await page.reload();
  assert.notEqual(await ground(), light);
  await page.fill("#find-dots", "karsovia");
  assert.match(await page.textContent("#found-dots"), /^[1-9]\d* found$/);
  assert.ok(await page.locator("svg.dots .d.found").count());
  await where.close();
});

test("without JavaScript the overview and all tables are there", async () => {
  const where = await chrome.newContext({ viewport: sizes.desktop, javaScriptEnabled: false });
  const page = await where.newPage();
  await page.goto(`file://${small}`);
  for (const view of VIEWS) assert.ok(await page.isVisible(`#${view}`), view);
  assert.ok((await page.locator("#list tbody tr").count()) > 20 && (await page.locator("svg.dots .d").count()) > 10);
  await where.close();
});

test("at 400 % zoom nothing is cut and nothing must be scrolled sideways but tables", async () => {
  const where = await chrome.newContext({ viewport: { width: 360, height: 225 } });
  const { page } = await open(where, small);
  for (const view of [...VIEWS, "doc/karsovia-glass-border"]) {
    await page.evaluate((view) => { location.hash = view; }, view);
    await page.waitForTimeout(150);
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), 0, view);
  }
  await where.close();
});

test("hostile text is text", async () => {
  const folder = path.join(scratch, "hostile");
  mkdirSync(folder, { recursive: true });
  const evil = `</script><script>window.broken = 1</script><img src=x onerror="window.broken = 1">`;
  const records = [
    { doc_id: evil, title: evil, issuer: evil, genre: evil, text: `${evil} The state must protect human rights and privacy. ${evil} said that national security justifies censorship. `.repeat(9) },
    { doc_id: "é😀/..", title: "\u202ereversed 😀", text: "😀 We defend freedom of expression 😀 and privacy. ".repeat(12) },
  ];
  writeFileSync(path.join(folder, "hostile.jsonl"), records.map((it) => JSON.stringify(it)).join("\n"));
  const file = report("hostile-out", folder, "--by", "issuer,genre");
  const where = await context();
  const { page, problems } = await open(where, file);
  const documents = await page.evaluate(() => [...document.querySelectorAll("#list a")].map((it) => it.hash.slice(1)));
  assert.equal(documents.length, 2);
  for (const hash of [...VIEWS, ...documents]) {
    await page.evaluate((hash) => { location.hash = hash; }, hash);
    await page.waitForTimeout(200);
    assert.equal(await page.evaluate(() => window.broken), undefined, hash);
    assert.equal(await page.locator("img").count(), 0);
  }
  assert.deepEqual(problems, []);
  const marks = await page.locator("#doc .text mark").allTextContents();
  assert.ok(marks.includes("privacy"), `positions count what JavaScript counts: ${marks}`);
  await where.close();
});

test("one document has a page of its own", async () => {
  const file = path.join(scratch, "one.html");
  normscope("report", path.dirname(small), "--doc", "karsovia-glass-border", "-o", file);
  const where = await context();
  const { page, problems } = await open(where, file);
  await page.waitForSelector("#doc .text mark");
  assert.deepEqual(problems, []);
  await where.close();
});

test("1,111 speeches are usable in three seconds", { skip: existsSync(shared) ? false : `${shared} is not there` }, async () => {
  const file = report("speeches", shared, "--by", "issuer", "--bootstrap", "100");
  const megabytes = statSync(file).size / 1e6;
  const where = await context();
  const { page, problems, seconds } = await open(where, file);
  console.log(`${megabytes.toFixed(1)} MB, usable in ${seconds.toFixed(2)} s`);
  await page.screenshot({ path: path.join(screenshots, "speeches-desktop-light.png"), fullPage: true });
  await page.evaluate(() => { location.hash = "documents"; });
  await page.fill("#find-documents", "afghan");
  await page.locator("#list tbody a").first().click();
  await page.waitForSelector("#doc .text mark");
  await page.screenshot({ path: path.join(screenshots, "speech-desktop-light.png") });
  assert.deepEqual(problems, []);
  assert.ok(megabytes < 20, `${megabytes} MB`);
  assert.ok(seconds < 10, `${seconds} s, even on a slow machine`);
  await where.close();
});
