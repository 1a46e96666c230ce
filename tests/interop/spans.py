"""Checks that every span of a run covers the words it says: text[start:end] == surface."""

import json
import pathlib
import sys


def rows(folder, name):
    with open(folder / name, encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def main(folder):
    folder = pathlib.Path(folder)
    texts = {row["doc_id"]: row["text"] for row in rows(folder, "texts.jsonl")}
    checked = 0
    for name, column in (("sentences.jsonl", "text"), ("hits.jsonl", "surface"), ("mentions.jsonl", "surface")):
        for row in rows(folder, name):
            found = texts[row["doc_id"]][row["start"] : row["end"]]
            assert found == row[column], (name, row, found)
            checked += 1
    print(checked)


main(sys.argv[1])
