"use strict";
// The page works on data that lies in it, and puts every text on the screen as text: nothing here parses HTML.
(() => {
  const byId = (id) => document.getElementById(id);
  const index = JSON.parse(byId("index").textContent);
  const frames = index.frames.map(([id, name], at) => ({ id, name, at }));
  const frameOf = new Map(frames.map((frame) => [frame.id, frame]));
  const familyName = new Map(index.families.map(([id, , name]) => [id, name]));
  const documents = index.documents.map((row) => {
    const [number, id, title, issuer, date, genre, words, position, emphasis, rates, groups, quality, warnings] = row;
    const said = [id, title, issuer, date, genre, ...groups].filter(Boolean).join(" ").toLowerCase();
    return { number, id, title: title || id, issuer, date, genre, words, position, emphasis, rates, groups, quality, warnings, said };
  });
  const byNumber = new Map(documents.map((it) => [it.number, it]));
  const byName = new Map(documents.map((it) => [it.id, it]));

  /** An element with attributes and children; strings become text. */
  function make(tag, attributes = {}, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (name === "on") for (const [event, act] of Object.entries(value)) element.addEventListener(event, act);
      else if (value === true) element.setAttribute(name, "");
      else if (value !== false && value !== null && value !== undefined) element.setAttribute(name, value);
    }
    element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined));
    return element;
  }

  const minus = (text) => text.replace("-", "−");
  const logit = (value) => (value === null ? "–" : Math.abs(value) < 0.005 ? "0.00" : (value > 0 ? "+" : "") + minus(value.toFixed(2)));
  const rate = (value) => (value === null ? "–" : value.toFixed(value > 0 && value < 0.995 ? 2 : 1));
  const share = (value) => (value === null ? "–" : `${(100 * value).toFixed(1)} %`);
  const count = (value) => String(value).replace(/\B(?=(\d{3})+$)/g, "\u202f");
  const words = (name) => String(name).replaceAll("-", " ").replaceAll("_", " ");

  /** What lies in the page under this name, unpacked. */
  async function unpacked(id) {
    const element = byId(id);
    if (!element || !element.textContent) return null;
    const bytes = Uint8Array.from(atob(element.textContent), (letter) => letter.charCodeAt(0));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
    return JSON.parse(await new Response(stream).text());
  }

  // ---- views

  const views = [...document.querySelectorAll("main > section.view")];
  const links = [...document.querySelectorAll("nav a")];
  const home = index.only === null ? views[0].id : `doc/${encodeURIComponent(index.only)}`;

  async function route(isFirst) {
    const [view, id, place] = (location.hash.slice(1) || home).split("/");
    const target = views.some((it) => it.id === view) ? view : "main" === view ? views[0].id : home.split("/")[0];
    for (const it of views) it.hidden = it.id !== target;
    for (const link of links) {
      const isHere = link.hash === `#${target}` || (target === "doc" && link.hash === "#documents");
      if (isHere) link.setAttribute("aria-current", "page");
      else link.removeAttribute("aria-current");
    }
    if (target === "doc") await showDocument(decodeURIComponent(id ?? index.only ?? ""), place);
    else if (target === "terms") await showConcordance();
    if (!isFirst && target !== "doc") byId(`${target}-title`).focus({ preventScroll: true });
    if (target !== "doc") window.scrollTo(0, 0);
  }

  const addressOf = (it, sentence) => `#doc/${encodeURIComponent(it.id)}${sentence === undefined ? "" : `/s${sentence}`}`;

  // ---- theme

  function theme() {
    const button = byId("theme");
    const stored = (value) => {
      try {
        if (value) localStorage.setItem("normscope-theme", value);
        return localStorage.getItem("normscope-theme");
      } catch { return null; }
    };
    const isDark = () => {
      const chosen = document.documentElement.dataset.theme;
      return chosen ? chosen === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    };
    const label = () => { button.textContent = isDark() ? "Light" : "Dark"; };
    const before = stored();
    if (before === "dark" || before === "light") document.documentElement.dataset.theme = before;
    button.hidden = false;
    label();
    button.addEventListener("click", () => {
      document.documentElement.dataset.theme = isDark() ? "light" : "dark";
      stored(document.documentElement.dataset.theme);
      label();
    });
  }

  // ---- tables that sort

  /** The number that a cell begins with, else its text. */
  function keyOf(cell) {
    const text = cell.textContent.trim();
    const number = Number.parseFloat(text.replace("−", "-").replace(/[\u202f+]/g, ""));
    return Number.isNaN(number) ? text.toLowerCase() : number;
  }

  function compare(a, b) {
    if (typeof a === typeof b) return a < b ? -1 : a > b ? 1 : 0;
    return typeof a === "number" ? -1 : 1;
  }

  function sortable(table) {
    const heads = [...table.tHead.rows[0].cells];
    heads.forEach((head, column) => {
      if (head.querySelector("svg") || head.scope !== "col") return;
      const button = make("button", { type: "button" });
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => {
        const isDown = head.getAttribute("aria-sort") !== "descending";
        for (const it of heads) it.removeAttribute("aria-sort");
        head.setAttribute("aria-sort", isDown ? "descending" : "ascending");
        const rows = [...table.tBodies[0].rows].map((row) => [keyOf(row.cells[column]), row]);
        rows.sort(([a], [b]) => (typeof a === "string" && typeof b === "string" ? compare(b, a) : compare(a, b)) * (isDown ? -1 : 1));
        table.tBodies[0].append(...rows.map(([, row]) => row));
      });
    });
  }

  // ---- dots

  function dots() {
    const chart = document.querySelector("svg.dots");
    if (!chart) return;
    const marks = [...chart.querySelectorAll(".d")];
    const field = byId("find-dots");
    field.closest(".tools").hidden = false;
    field.addEventListener("input", () => {
      const wanted = field.value.trim().toLowerCase();
      let found = 0;
      for (const mark of marks) {
        const isFound = wanted !== "" && byNumber.get(Number(mark.dataset.n)).said.includes(wanted);
        mark.classList.toggle("found", isFound);
        found += isFound ? 1 : 0;
      }
      chart.classList.toggle("searched", wanted !== "");
      byId("found-dots").textContent = wanted === "" ? "" : `${found} found`;
    });
    chart.addEventListener("click", (event) => {
      const mark = event.target.closest(".d");
      if (mark) location.hash = addressOf(byNumber.get(Number(mark.dataset.n)));
    });
  }

  // ---- the list of documents

  const PAGE = 50;

  function documentList() {
    const table = byId("list");
    if (!table) return;
    const columns = [
      (it) => it.title, (it) => it.issuer, (it) => it.date, (it) => it.words, (it) => it.position[0], (it) => it.position[1],
      (it) => it.emphasis, ...frames.map((frame) => (it) => it.rates[frame.at]), (it) => it.quality.join(", "),
    ];
    const state = { rows: documents, page: 0, column: null, isDown: false };
    const body = table.tBodies[0];
    const pages = byId("pages");
    document.querySelectorAll("#documents .static").forEach((it) => it.remove());
    const cells = (it) => make("tr", {},
      make("th", { scope: "row" }, make("a", { href: addressOf(it) }, it.title)),
      make("td", {}, it.issuer ?? "–"), make("td", {}, it.date ?? "–"), make("td", { class: "n" }, count(it.words)),
      make("td", { class: "n" }, it.position[0] === null ? it.position[3] ?? "–" : logit(it.position[0])),
      make("td", { class: "r" }, it.position[1] === null ? "–" : `${logit(it.position[1])} to ${logit(it.position[2])}`),
      make("td", { class: "n" }, share(it.emphasis)), ...it.rates.map((value) => make("td", { class: "n" }, rate(value))),
      make("td", {}, it.quality.map(words).join(", ")));
    function draw() {
      const n = Math.max(1, Math.ceil(state.rows.length / PAGE));
      state.page = Math.min(state.page, n - 1);
      body.replaceChildren(...state.rows.slice(state.page * PAGE, (state.page + 1) * PAGE).map(cells));
      const turn = (label, by) => make("button", {
        type: "button", disabled: state.page + by < 0 || state.page + by >= n,
        on: { click: () => { state.page += by; draw(); table.scrollIntoView({ block: "start" }); } },
      }, label);
      pages.replaceChildren(turn("Earlier", -1), make("span", {}, `Page ${state.page + 1} of ${n}`), turn("Later", 1));
      pages.hidden = n === 1;
    }
    function order() {
      const key = columns[state.column];
      const isMissing = (value) => value === null || value === undefined || value === "";
      state.rows = [...state.rows].sort((a, b) => {
        const [x, y] = [key(a), key(b)];
        if (isMissing(x) || isMissing(y)) return isMissing(x) - isMissing(y);
        return compare(x, y) * (state.isDown ? -1 : 1);
      });
    }
    const heads = [...table.tHead.rows[0].cells];
    heads.forEach((head, column) => {
      const button = make("button", { type: "button", on: { click: () => {
        state.isDown = state.column === column ? !state.isDown : head.classList.contains("n");
        state.column = column;
        for (const it of heads) it.removeAttribute("aria-sort");
        head.setAttribute("aria-sort", state.isDown ? "descending" : "ascending");
        order();
        draw();
      } } });
      button.append(...head.childNodes);
      head.append(button);
    });
    const field = byId("find-documents");
    field.closest(".tools").hidden = false;
    field.addEventListener("input", () => {
      const wanted = field.value.trim().toLowerCase();
      state.rows = documents.filter((it) => it.said.includes(wanted));
      state.page = 0;
      if (state.column !== null) order();
      draw();
      byId("found-documents").textContent = wanted === "" ? "" : `${state.rows.length} of ${documents.length} documents`;
    });
    draw();
  }

  // ---- one document

  let shown = null;

  /** What a hit says when it is asked. */
  function hitFacts(hit) {
    const frame = frameOf.get(hit.frame);
    const rows = [["entry", hit.entry], ["frame", frame ? frame.name : "none"]];
    if (hit.family) rows.push(["family", `${hit.family} ${familyName.get(hit.family) ?? ""}`]);
    if (hit.dimension) rows.push(["dimension", words(hit.dimension)]);
    rows.push(["weight", String(hit.weight)], ["voice", hit.voice === "author" ? "the author's" : words(hit.voice)]);
    if (hit.holder) rows.push(["holder", hit.holder]);
    if (hit.polarity) rows.push(["stance", words(hit.polarity)]);
    if (hit.resolvedBy) rows.push(["decided by", words(hit.resolvedBy)]);
    rows.push(["counted", hit.isCounted ? "yes" : `no: ${words(hit.whyNot ?? "it is no evidence")}`]);
    return rows;
  }

  const nameFacts = (it) => [["name", it.name], ["kind", words(it.label).toLowerCase()], ["id", it.id ?? "none"], ["found by", words(it.evidence)]];

  function read(it, block) {
    const name = (at) => (at === null ? null : block.d[at]);
    const sentences = block.s.map(([start, end, number, kind, shows, voice, stance, holder, probabilities]) => ({
      start, end, number, kind: name(kind), frames: shows.map(name), voice: name(voice), stance: name(stance), holder: name(holder), probabilities,
    }));
    const hits = block.h.map((row) => ({
      start: row[0], end: row[1], sentence: row[2], entry: name(row[3]), frame: name(row[4]), family: name(row[5]), dimension: name(row[6]), weight: row[7],
      polarity: name(row[8]), voice: name(row[9]), holder: name(row[10]), resolvedBy: name(row[11]), isCounted: row[12], whyNot: name(row[13]), role: name(row[14]),
    }));
    const mentions = block.m.map(([start, end, label, id, norm, evidence]) => ({
      start, end, label: name(label), id: name(id), name: name(norm), evidence: name(evidence), isName: true,
    }));
    return { it, passages: block.p, sentences, hits, mentions, numbers: block.n };
  }

  /** The text of a stretch with its marks. Where several cover the same words what counts comes first, then what is longer. */
  function marked(text, start, marks, panel) {
    const here = marks.filter((mark) => mark.start < start + text.length && mark.end > start);
    if (here.length === 0) return [text];
    const cuts = new Set([0, text.length]);
    for (const mark of here) for (const at of [mark.start, mark.end]) cuts.add(Math.min(Math.max(at - start, 0), text.length));
    const places = [...cuts].sort((a, b) => a - b);
    const rank = (mark) => (mark.isName ? 4 : mark.isCounted ? 0 : 2) - (mark.end - mark.start) / 1e6;
    const pieces = [];
    places.slice(1).forEach((to, at) => {
      const over = here.filter((mark) => mark.start <= start + places[at] && mark.end >= start + to).sort((a, b) => rank(a) - rank(b));
      const last = pieces.at(-1);
      if (last && last.over[0] === over[0]) {
        last.to = to;
        last.over = [...new Set([...last.over, ...over])];
      } else pieces.push({ from: places[at], to, over });
    });
    return pieces.map(({ from, to, over }) => {
      const piece = text.slice(from, to);
      if (over.length === 0) return piece;
      const [first] = over;
      const frame = frameOf.get(first.frame);
      const classes = [first.isName ? "name" : first.isCounted && frame ? `k${frame.at}` : "out"];
      if (!first.isName && first.voice !== "author") classes.push("other");
      if (first.polarity === "reject") classes.push("reject");
      const tell = () => panel(over, piece);
      const isStart = first.start === start + from;
      return make("mark", { class: classes.join(" "), tabindex: isStart ? "0" : null, on: { mouseenter: tell, focus: tell, click: tell } }, piece);
    });
  }

  function panelOf(document_) {
    const panel = make("div", { class: "panel", role: "status", "aria-live": "polite" }, make("p", { class: "small" }, "Point at a mark in the text, or reach it with the Tab key."));
    const show = (title, groups, sentence) => {
      const parts = groups.map((rows) => make("dl", {}, rows.map(([key, value]) => [make("dt", {}, key), make("dd", {}, value)])));
      const close = make("button", { type: "button", on: { click: () => panel.classList.remove("shown") } }, "Close");
      panel.replaceChildren(make("strong", {}, title), ...parts, sentence ?? "", close);
      panel.classList.add("shown");
    };
    const tell = (marks, piece) => {
      const sentence = document_.sentences.find((it) => it.start <= marks[0].start && marks[0].end <= it.end);
      const shows = sentence && make("p", { class: "small" }, `In sentence ${sentence.number}, which shows ${sentence.frames.map((id) => frameOf.get(id)?.name ?? id).join(" and ") || "no frame"}` +
        `${sentence.stance ? `; stance: ${words(sentence.stance)}` : ""}.`);
      show(`“${piece.trim()}”`, marks.map((mark) => (mark.isName ? nameFacts(mark) : hitFacts(mark))), shows);
    };
    return { panel, tell };
  }

  function textOf(document_, tell) {
    const marks = [...document_.hits, ...document_.mentions];
    const body = make("div", { class: "text", lang: "en" });
    for (const [start, passage] of document_.passages) {
      let at = 0;
      for (const it of document_.sentences.filter((it) => it.start >= start && it.end <= start + passage.length)) {
        body.append(passage.slice(at, it.start - start));
        at = it.end - start;
        const classes = ["s", it.frames.length > 0 ? "framed" : ""].join(" ").trim();
        body.append(make("span", { class: classes, "data-s": it.number }, ...marked(passage.slice(it.start - start, at), it.start, marks, tell)));
      }
      body.append(passage.slice(at), document_.passages.length > 1 ? "\n\n" : "");
    }
    return body;
  }

  /** The sentences, to be narrowed by frame, voice, stance and words; `narrow` shows the evidence of a number. */
  function sentenceList(document_) {
    const textAt = (it) => {
      const passage = document_.passages.find(([start, text]) => start <= it.start && it.end <= start + text.length);
      return passage ? passage[1].slice(it.start - passage[0], it.end - passage[0]) : "";
    };
    const choice = (label, values) => {
      const select = make("select", {}, make("option", { value: "" }, "any"), ...values.map(([value, name]) => make("option", { value }, name)));
      return [make("label", {}, `${label} `, select), select];
    };
    const among = (key) => [...new Set(document_.sentences.map((it) => it[key]).filter(Boolean))].sort().map((it) => [it, words(it)]);
    const [frameLabel, frame] = choice("Frame", [...frames.map((it) => [it.id, it.name]), ["none", "none"]]);
    const [voiceLabel, voice] = choice("Voice", among("voice"));
    const [stanceLabel, stance] = choice("Stance", among("stance"));
    const field = make("input", { type: "search", autocomplete: "off" });
    const found = make("span", { role: "status" });
    const list = make("ol", { class: "sentences", tabindex: "0", "aria-label": "Sentences" });
    let only = null;
    const clear = make("button", { type: "button", hidden: true, on: { click: () => { only = null; draw(); } } }, "All sentences");
    function draw() {
      const wanted = field.value.trim().toLowerCase();
      const rows = document_.sentences.filter((it) => (!only || only.has(it.number)) && (!voice.value || it.voice === voice.value) && (!stance.value || it.stance === stance.value) &&
        (!frame.value || (frame.value === "none" ? it.frames.length === 0 : it.frames.includes(frame.value))) && (!wanted || textAt(it).toLowerCase().includes(wanted)));
      clear.hidden = only === null;
      found.textContent = `${rows.length} of ${document_.sentences.length} sentences`;
      list.replaceChildren(...rows.map((it) => make("li", {}, make("a", { href: addressOf(document_.it, it.number) },
        ...it.frames.map((id) => make("span", { class: `key f${frameOf.get(id)?.at ?? 0}`, title: frameOf.get(id)?.name ?? id })), textAt(it)))));
    }
    for (const it of [frame, voice, stance, field]) it.addEventListener("input", draw);
    draw();
    const narrow = (numbers) => { only = numbers; frame.value = voice.value = stance.value = field.value = ""; draw(); list.scrollIntoView({ block: "nearest" }); list.focus(); };
    const tools = make("div", { class: "tools" }, frameLabel, voiceLabel, stanceLabel, make("label", {}, "Words ", field), found, clear);
    return { element: make("section", { "aria-label": "Sentences" }, make("h3", {}, "Sentences"), tools, list), narrow };
  }

  /** Every number of the document; those that are made of matches lead to them. */
  function numberTable(document_, narrow) {
    const shows = (name) => (name.startsWith("position") || name === "balance" ? logit : name === "emphasis" ? share : name.startsWith("gap") ? logit : rate);
    const evidence = (name, voice, frame) => {
      if (name === "emphasis") return document_.sentences.filter((it) => (frame ? it.frames.includes(frame) : it.frames.length > 0));
      const isHeard = (hit) => hit.isCounted && (voice !== "author" || hit.voice === "author");
      const isMeant = (hit) => (frame ? hit.frame === frame : ["affirmation", "violation", "justification"].includes(name) ? hit.dimension === name : hit.frame !== null);
      const numbers = new Set(document_.hits.filter((hit) => isHeard(hit) && isMeant(hit)).map((hit) => hit.sentence));
      return document_.sentences.filter((it) => numbers.has(it.number));
    };
    const rows = document_.numbers.rows.map(([name, voice, frame, value, interval, n, of, reason]) => {
      const show = shows(name);
      const sentences = name.startsWith("gap") ? [] : evidence(name, voice, frame);
      const label = value === null ? words(reason ?? "–") : show(value);
      const cell = sentences.length === 0 ? label : make("button", { type: "button", title: "Show the sentences", on: { click: () => narrow(new Set(sentences.map((it) => it.number))) } }, label);
      return make("tr", {}, make("th", { scope: "row" }, words(name)), make("td", {}, frame ? frameOf.get(frame)?.name ?? frame : ""),
        make("td", {}, voice === "all" ? "all voices" : voice), make("td", { class: "n" }, cell), make("td", { class: "r" }, interval ? `${show(interval[0])} to ${show(interval[1])}` : "–"),
        make("td", { class: "n" }, `${count(n)} / ${count(of)}`), make("td", {}, value === null || !reason ? "" : words(reason)));
    });
    const head = ["number", "frame", "voice", "value", "95 % interval", "count / of", ""].map((it) => make("th", { scope: "col", class: ["value", "count / of"].includes(it) ? "n" : null }, it));
    const table = make("table", {}, make("thead", {}, make("tr", {}, head)), make("tbody", {}, rows));
    return make("section", { "aria-label": "Numbers" }, make("h3", {}, "Numbers"), make("p", { class: "small" }, "An underlined number leads to the sentences it is made of."),
      make("div", { class: "scroll low", tabindex: "0", role: "region", "aria-label": "Numbers of the document" }, table));
  }

  const legend = () => make("p", { class: "small legend" }, ...frames.map((it) => make("span", {}, make("mark", { class: `k${it.at}` }, it.name))),
    make("span", {}, make("mark", { class: "k0 other" }, "dashed"), " said by others"), make("span", {}, make("mark", { class: "k0 reject" }, "struck"), " rejected"),
    make("span", {}, make("mark", { class: "out" }, "dotted"), " not counted"), make("span", {}, make("mark", { class: "name" }, "thin"), " a name"));

  function facts(numbers) {
    const rows = [["file", numbers.path], ...numbers.facts, ["sentences", `${numbers.n_sentences}, ${numbers.n_sentences_counted} of them counted`]];
    return make("dl", { class: "facts" }, rows.map(([key, value]) => [make("dt", {}, words(key)), make("dd", {}, value)]));
  }

  function actorTable(numbers) {
    if (numbers.actors.length === 0) return null;
    const rows = numbers.actors.map(([name, id, label, n, hits, weights]) => make("tr", {}, make("th", { scope: "row" }, name), make("td", {}, id ?? "–"), make("td", {}, words(label).toLowerCase()),
      make("td", { class: "n" }, count(n)), make("td", { class: "n" }, count(hits)), ...weights.map(([, weight]) => make("td", { class: "n" }, weight.toFixed(1)))));
    const head = ["who", "id", "kind", "sentences", "matches", ...frames.map((it) => it.name)].map((it, at) => make("th", { scope: "col", class: at > 2 ? "n" : null }, it));
    return make("section", { "aria-label": "Who is said to hold what" }, make("h3", {}, "Who is said to hold what"),
      make("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": "Holders" }, make("table", {}, make("thead", {}, make("tr", {}, head)), make("tbody", {}, rows))));
  }

  async function showDocument(id, place) {
    const view = byId("doc");
    const it = byName.get(id);
    if (!it) {
      view.replaceChildren(make("h2", { tabindex: "-1" }, "No such document"), make("p", {}, `${id} is not listed in this page.`));
      return;
    }
    if (shown?.it !== it) {
      const block = await unpacked(`d${it.number}`);
      const heading = make("h2", { tabindex: "-1", id: "doc-title" }, it.title);
      const back = make("p", {}, make("a", { href: "#documents" }, "← All documents"));
      if (!block) {
        shown = null;
        view.replaceChildren(back, heading, make("p", { class: "caution" }, `Its text is not in this page; normscope report DIR --doc ${it.id} writes a page of it.`));
      } else {
        shown = read(it, block);
        const { panel, tell } = panelOf(shown);
        const { element, narrow } = sentenceList(shown);
        const cautions = [...it.quality.map(words), ...shown.numbers.warnings.map(([code, message]) => `${words(code)}: ${message}`)];
        view.replaceChildren(back, heading, ...cautions.map((text) => make("p", { class: "caution" }, text)), facts(shown.numbers), numberTable(shown, narrow), actorTable(shown.numbers) ?? "",
          make("h3", {}, "Text"), legend(), make("div", { class: "reader" }, textOf(shown, tell), make("div", { class: "side" }, panel, element)));
      }
      document.title = `${it.title} – normscope`;
    }
    const target = place && view.querySelector(`[data-s="${CSS.escape(place.slice(1))}"]`);
    for (const marked of view.querySelectorAll(".here")) marked.classList.remove("here");
    if (target) {
      target.classList.add("here");
      target.scrollIntoView({ block: "center" });
    } else {
      view.querySelector("h2").focus({ preventScroll: true });
      window.scrollTo(0, 0);
    }
  }

  // ---- the concordance

  let places = null;

  async function showConcordance() {
    if (places || !byId("kwic")) return;
    places = (await unpacked("concordance")) ?? [];
    const table = byId("kwic");
    const term = byId("term");
    const field = byId("find-places");
    document.querySelectorAll("#terms .static").forEach((it) => it.remove());
    table.hidden = false;
    term.closest(".tools").hidden = false;
    const lastWords = (text) => text.trim().toLowerCase().split(/\s+/).reverse().join(" ");
    const keys = [(it) => lastWords(it[3]), (it) => it[4].toLowerCase(), (it) => it[5].trim().toLowerCase(), (it) => it[6] ?? "", (it) => it[7], (it) => byNumber.get(it[1])?.title ?? ""];
    const state = { column: null, isDown: false };
    const heads = [...table.tHead.rows[0].cells];
    function draw() {
      const wanted = field.value.trim().toLowerCase();
      const rows = places.filter((it) => it[0] === term.value && (!wanted || it.slice(3, 6).join("").toLowerCase().includes(wanted)));
      if (state.column !== null) rows.sort((a, b) => compare(keys[state.column](a), keys[state.column](b)) * (state.isDown ? -1 : 1));
      byId("found-places").textContent = `${rows.length} places`;
      table.tBodies[0].replaceChildren(...rows.map(([, number, sentence, left, node, right, frame, voice, how]) => {
        const it = byNumber.get(number);
        const taken = frame ? frameOf.get(frame)?.name ?? frame : "undecided";
        return make("tr", {}, make("td", {}, left), make("td", {}, node), make("td", {}, right),
          make("td", {}, frame ? make("span", { class: `key f${frameOf.get(frame)?.at ?? 0}` }) : "", taken, how ? ` (${words(how)})` : ""),
          make("td", {}, words(voice)), make("td", {}, it ? make("a", { href: addressOf(it, sentence) }, it.title) : "–"));
      }));
    }
    heads.forEach((head, column) => {
      const button = make("button", { type: "button", on: { click: () => {
        state.isDown = state.column === column && !state.isDown;
        state.column = column;
        for (const it of heads) it.removeAttribute("aria-sort");
        head.setAttribute("aria-sort", state.isDown ? "descending" : "ascending");
        draw();
      } } });
      button.append(...head.childNodes);
      head.append(button);
    });
    term.addEventListener("input", draw);
    field.addEventListener("input", draw);
    draw();
  }

  theme();
  document.querySelectorAll("table.sortable").forEach(sortable);
  dots();
  documentList();
  window.addEventListener("hashchange", () => route(false));
  route(true).then(() => { document.documentElement.dataset.ready = "true"; });
})();
