#!/usr/bin/env python3
"""What the Python package trafilatura makes of the pages of the article extraction benchmark.

    python3 benches/html_peer.py FOLDER

FOLDER holds html/ID.html.gz. Prints one JSON object: the version, the seconds for all pages on one core, and the text by
page id. Needs nothing installed: it makes its own virtual environment in target/html-venv the first time.
`make html` runs it.
"""
import pathlib
import subprocess
import sys
import venv

ROOT = pathlib.Path(__file__).resolve().parent.parent
VENV = ROOT / "target" / "html-venv"
PEERS = ["trafilatura==2.3.1", "lxml_html_clean"]

PROGRAM = """
import gzip, json, pathlib, sys, time
import trafilatura
pages = {}
for path in sorted(pathlib.Path(sys.argv[1], "html").glob("*.html.gz")):
    with gzip.open(path, "rt", encoding="utf-8") as page:
        pages[path.name.split(".")[0]] = page.read()
seconds = []
for _ in range(3):
    start = time.process_time()
    texts = {name: trafilatura.extract(page, include_comments=False) or "" for name, page in pages.items()}
    seconds.append(time.process_time() - start)
json.dump({"version": trafilatura.__version__, "seconds": min(seconds), "texts": texts}, sys.stdout)
"""


def main():
    python = VENV / "bin" / "python"
    if not (VENV / "ready").exists():
        venv.create(VENV, with_pip=True, clear=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", *PEERS], check=True, stdout=sys.stderr)
        (VENV / "ready").touch()
    subprocess.run([python, "-c", PROGRAM, sys.argv[1]], check=True)


if __name__ == "__main__":
    main()
