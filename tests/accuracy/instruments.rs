//! Treaties in recommendations: of those that people coded as being about international instruments and that name
//! one, how many yield an INSTRUMENT mention?
//!
//! Whether a recommendation names one is told by a rule that is blind to what the program finds: it holds a
//! capitalised word for a kind of treaty (Covenant, Convention, Protocol, Treaty, Statute, Declaration) or the
//! usual short form of one. *the Convention* alone passes too. What the rule misses is not looked at.

use crate::names::analyzer;
use normscope::document::Document;
use normscope::gazetteer::Label;
use normscope::pipeline::Scratch;
use normscope::stats::{Interval, wilson};
use serde::Deserialize;
use std::fs;

const PATH: &str = "../shared/gold/upr/recommendations_dev.jsonl";

/// The code of the recommendations that are looked at.
const CODE: &str = "International instruments";

/// The share that must be reached.
const FLOOR: f64 = 0.90;

const KINDS: [&str; 6] = ["Covenant", "Convention", "Protocol", "Treaty", "Statute", "Declaration"];

const SHORT_FORMS: &[&str] = &[
    "ICCPR",
    "ICESCR",
    "CEDAW",
    "CERD",
    "ICERD",
    "CAT",
    "UNCAT",
    "OPCAT",
    "OP-CAT",
    "CRC",
    "OP-CRC",
    "CRPD",
    "OP-CRPD",
    "CED",
    "CPED",
    "ICPED",
    "ICPPED",
    "ICCPED",
    "CMW",
    "ICMW",
    "ICRMW",
    "ICPRMW",
    "OP-CEDAW",
    "OP-ICESCR",
    "OP-ICCPR",
    "UDHR",
    "UNDRIP",
    "NPT",
    "CTBT",
    "ATT",
    "UNCAC",
];

#[derive(Deserialize)]
struct Recommendation {
    text: String,
    issues: Vec<String>,
}

/// What came of the recommendations.
struct Tally {
    /// Coded as being about instruments.
    n_coded: u64,
    /// Those of them that name one.
    n_naming: u64,
    /// Those of them in which the program finds one.
    n_found: u64,
}

impl Tally {
    fn share(&self) -> f64 {
        self.n_found as f64 / self.n_naming as f64
    }

    fn interval(&self) -> Interval {
        wilson(self.n_found, self.n_naming).expect("there are recommendations")
    }
}

#[test]
fn treaties_in_recommendations_are_found() {
    let Some(tally) = tally() else {
        println!("skipped: {PATH} is not here");
        return;
    };
    println!("{PATH}: {} of {} that name an instrument: {:.3}", tally.n_found, tally.n_naming, tally.share());
    assert!(tally.share() >= FLOOR);
}

/// The part of the accuracy page on instruments; `None` where the recommendations are absent.
pub fn section() -> Option<String> {
    let tally = tally()?;
    let interval = tally.interval();
    Some(format!(
        "## Treaties in recommendations\n\n\
         `{}`: recommendations of the Universal Periodic Review with the codes of UPR Info. {} are coded \"{CODE}\"; \
         {} of them name one by a rule that does not know the program: a capitalised {}, or a usual short form \
         (ICCPR, CEDAW, OPCAT and the like). In {} of these the program finds an INSTRUMENT: {:.3} [{:.3}, {:.3}] \
         (Wilson).\n",
        PATH.trim_start_matches("../"),
        tally.n_coded,
        tally.n_naming,
        KINDS.join(", "),
        tally.n_found,
        tally.share(),
        interval.lo,
        interval.hi
    ))
}

fn tally() -> Option<Tally> {
    let lines = fs::read_to_string(format!("{}/{PATH}", env!("CARGO_MANIFEST_DIR"))).ok()?;
    let analyzer = analyzer();
    let mut scratch = Scratch::default();
    let mut tally = Tally { n_coded: 0, n_naming: 0, n_found: 0 };
    for line in lines.lines() {
        let it: Recommendation = serde_json::from_str(line).expect("the file is JSON lines");
        if !it.issues.iter().any(|issue| issue == CODE) {
            continue;
        }
        tally.n_coded += 1;
        if names_one(&it.text) {
            tally.n_naming += 1;
            let mentions = analyzer.analyze(document(&it.text), &mut scratch).annotations.mentions;
            tally.n_found += u64::from(mentions.iter().any(|mention| mention.label == Label::Instrument));
        }
    }
    Some(tally)
}

/// Whether a text names an instrument, by the words in it.
fn names_one(text: &str) -> bool {
    let mut words = text.split(|c: char| !c.is_alphanumeric() && c != '-');
    words.any(|word| {
        let stem = word.strip_suffix('s').unwrap_or(word);
        KINDS.contains(&stem) || stem == "Treatie" || SHORT_FORMS.contains(&stem)
    })
}

#[test]
fn texts_that_name_an_instrument_are_told_by_their_words() {
    assert!(names_one("Ratify the ICRMW."));
    assert!(names_one("Accede to both Optional Protocols without delay"));
    assert!(names_one("Sign (OP-CAT) soon"));
    assert!(!names_one("Ratify the remaining conventions and treaties."));
}

fn document(text: &str) -> Document {
    Document::of_paragraph("recommendation", text)
}
