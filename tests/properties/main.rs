//! Promises of the readers, the loaders and the layers, held against inputs that are bred from small files for a bounded
//! time: `NORMSCOPE_FUZZ_SECONDS` for each promise, 3 if it is not set. `make fuzz` looks for the same longer and with the
//! eyes of libFuzzer.

mod change;
mod hold;
mod seeds;
#[path = "../formats/write.rs"]
#[allow(dead_code, clippy::unwrap_used, reason = "it is of the tests of formats, which use all of it")]
mod write;

use proptest::test_runner::{Config, RngAlgorithm, TestCaseError, TestRng, TestRunner};
use std::path::Path;
use std::time::{Duration, Instant};

/// Inputs between two looks at the clock.
const BATCH: u32 = 8;

/// How long each promise is tried.
fn budget() -> Duration {
    let asked = std::env::var("NORMSCOPE_FUZZ_SECONDS").ok();
    let seconds = asked.map_or(3, |it| it.parse().expect("NORMSCOPE_FUZZ_SECONDS is a number"));
    Duration::from_secs(seconds)
}

/// Tries every seed as it is, then changed ones until the time is over. The first inputs are the same in every run.
fn hold(name: &str) {
    let (_, property) = hold::ALL.iter().find(|(known, _)| *known == name).expect("it is one of them");
    let seeds = seeds::of(name, Path::new(env!("CARGO_MANIFEST_DIR")));
    seeds.iter().for_each(|seed| property(seed));
    let config = Config { cases: BATCH, failure_persistence: None, ..Config::default() };
    let mut runner = TestRunner::new_with_rng(config, TestRng::from_seed(RngAlgorithm::ChaCha, &[7; 32]));
    let inputs = change::changed(seeds);
    let (start, budget) = (Instant::now(), budget());
    let mut n_tried = 0;
    while start.elapsed() < budget {
        let outcome = runner.run(&inputs, |bytes| {
            property(&bytes);
            Ok::<(), TestCaseError>(())
        });
        if let Err(error) = outcome {
            panic!("{name} does not hold after {n_tried} inputs: {error}");
        }
        n_tried += BATCH;
    }
}

macro_rules! properties {
    ($($name:ident),* $(,)?) => {
        $(#[test] fn $name() { hold(stringify!($name)); })*

        #[test]
        fn every_property_is_held() {
            assert_eq!(hold::ALL.map(|(name, _)| name), [$(stringify!($name)),*]);
        }
    };
}

properties!(text, html, records, packed, tables, codebook, segment, offsets, annotate, versions, journal);
