// Checks that every span of a run covers the words it says.
const fs = require("fs");
const path = require("path");

const folder = process.argv[2];

function* rows(name) {
  for (const line of fs.readFileSync(path.join(folder, name), "utf8").split("\n")) {
    if (line) yield JSON.parse(line);
  }
}

const texts = new Map();
for (const row of rows("texts.jsonl")) texts.set(row.doc_id, Array.from(row.text));

let checked = 0;
for (const [name, column] of [["sentences.jsonl", "text"], ["hits.jsonl", "surface"], ["mentions.jsonl", "surface"]]) {
  for (const row of rows(name)) {
    const found = texts.get(row.doc_id).slice(row.start, row.end).join("");
    if (found !== row[column]) throw new Error(`${name}: ${JSON.stringify(row)} covers ${found}`);
    checked += 1;
  }
}
console.log(checked);
