# Every target sets up what it needs itself. `make test` is the whole check that a change must pass.

.PHONY: test browser fuzz lint doc deny advisories bench accuracy comparing html repairs schemas snapshots framing

test:
	cargo test --locked --lib --bins --tests
	cargo test --locked --doc
	cargo check --locked --lib --no-default-features
	$(MAKE) browser

# Opens the page of a run in Chromium, as a person would; screenshots go to target/screenshots. Installs the browser if there is none.
browser:
	cargo build --locked
	@command -v chromium || command -v chromium-browser || command -v google-chrome || \
		{ command -v apt-get && apt-get update -qq && apt-get install -y -qq chromium; } || \
		{ cd tests/browser && npm ci --silent && npx playwright-core install chromium; }
	cd tests/browser && npm ci --no-audit --no-fund && npm test

lint:
	cargo fmt --all --check
	cargo clippy --locked --all-targets -- -D warnings
	node --check src/report/page/assets/page.js

doc:
	RUSTDOCFLAGS="-D warnings" cargo doc --locked --no-deps

# Licences, sources and bans of everything that is built in (deny.toml); needs no network but to fetch what is not there yet.
deny:
	cargo deny --version >/dev/null 2>&1 || cargo install --locked cargo-deny
	cargo fetch --locked
	cargo deny --offline check licenses bans sources

# Known flaws and withdrawn versions of everything that is built in; fetches the database of RustSec. Run before a release,
# and whenever Cargo.lock changes, on a machine that reaches it.
advisories:
	cargo deny --version >/dev/null 2>&1 || cargo install --locked cargo-deny
	cargo deny check advisories

# Looks for bytes that break what tests/properties promises: each target for so many seconds, with libFuzzer, which needs the
# nightly toolchain.
FUZZ_SECONDS ?= 600
FUZZ_TARGETS ?= $(basename $(notdir $(wildcard fuzz/fuzz_targets/*.rs)))
fuzz:
	rustup toolchain list | grep -q nightly || rustup toolchain install nightly --profile minimal
	cargo fuzz --version >/dev/null 2>&1 || cargo install --locked cargo-fuzz
	cargo +nightly fuzz build --sanitizer none
	for target in $(FUZZ_TARGETS); do \
		(cd fuzz && target/*/release/seeds $$target corpus/$$target) && \
		cargo +nightly fuzz run --sanitizer none $$target -- -max_total_time=$(FUZZ_SECONDS) -max_len=16384 -timeout=10 \
			-rss_limit_mb=2000 -dict=fuzz/words.dict || exit 1; \
	done

# Throughput per stage (criterion), then the whole process against peers in the same run.
bench:
	cargo bench --locked
	python3 benches/whole_process.py

# Scores on hand-coded data, written into docs/accuracy.md.
accuracy:
	NORMSCOPE_WRITE_ACCURACY=1 cargo test --locked --test accuracy -- --nocapture

# Whether tests and intervals of comparisons keep what they promise, written into docs/comparing_checks.md (some minutes).
comparing:
	cargo run --release --locked --example check_comparing

# How well the main text and the facts of web pages are found, beside other extractors, written into docs/html_checks.md.
html:
	cargo run --release --locked --example check_html

# What is mended in real texts, and how many of the repairs that were read are right, written into docs/repair_checks.md.
repairs:
	cargo run --locked --example check_repairs

# Trains the model of frames anew, as every change of the codebook or of what is found asks for: make framing VECTORS=glove.txt
# (models/recogniser/README.md says which vectors). Its card, models/framing/README.md, is kept by hand.
framing:
	cargo run --locked --example train_framing -- vectors=$(VECTORS) out=models/framing/state-rights-en.bin

# What is generated from the source: schemas/ and docs/format.md.
schemas:
	NORMSCOPE_BLESS=1 cargo test --locked --test program current

# Writes the snapshots of the sample corpus anew; look at the diff.
snapshots:
	INSTA_UPDATE=always INSTA_FORCE_PASS=1 cargo test --locked --test corpus
