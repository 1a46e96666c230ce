//! Who says what against hand-marked articles.

use crate::frames::RESAMPLING;
use crate::names::analyzer;
use normscope::validate::{
    AttributedText, AttributionAgreement, AttributionReader, Matched, SourceCueContent,
    attribution_agreement, read_attributions,
};
use std::fmt::Write;
use std::path::Path;

const GOLD: &str = "../shared/gold/attribution/polnear_dev.jsonl";

/// F1 of exact sources and of content tokens that must be reached on the articles nobody tuned on.
const FLOORS: [f64; 2] = [0.58, 0.79];

#[test]
fn attributions_reach_their_floors() {
    let Some([_, (_, untuned)]) = scored() else {
        println!("skipped: {GOLD} is not here");
        return;
    };
    let reached =
        [&untuned.source.exact, &untuned.content_tokens].map(|matched| matched.f1.value.unwrap_or(0.0));
    println!("{GOLD}: F1 of exact sources, of content tokens: {reached:.3?}");
    for (value, floor) in reached.iter().zip(FLOORS) {
        assert!(*value >= floor, "{reached:.3?} is below {FLOORS:?}");
    }
}

/// The part of the accuracy page on attributions; `None` where the gold is absent.
pub fn section() -> Option<String> {
    let mut page = format!(
        "## Who says what\n\n\
         `{}` (PolNeAR, political news). Rules were shaped by the articles of even rank by id; those of odd rank were \
         scored, not read. A part in several pieces counts once; it is found *exactly* if all its ends are, by \
         *overlap* if it shares a character, one to one. Sources count where the text names one. *Content tokens* \
         are the words and marks of all contents together. Scare quotes are left out. Intervals are 95 %, by \
         bootstrap of articles ({} draws).\n",
        GOLD.trim_start_matches("../"),
        RESAMPLING.replicates
    );
    for (title, scores) in scored()? {
        let _ = write!(
            page,
            "\n### {} articles of {title}\n\n\
             | part | marked | found | agreed | precision | recall | F1 |\n|---|--:|--:|--:|--:|--:|--:|\n",
            scores.n_texts
        );
        let parts = [("source", &scores.source), ("cue", &scores.cue), ("content", &scores.content)];
        for (name, part) in parts {
            page.push_str(&row(&format!("{name}, exact"), &part.exact));
            page.push_str(&row(&format!("{name}, overlap"), &part.overlap));
        }
        page.push_str(&row("content tokens", &scores.content_tokens));
    }
    Some(page)
}

fn row(name: &str, it: &Matched) -> String {
    let Matched { n_gold, n_found, n_agreed, precision, recall, f1 } = it;
    let (precision, recall) = (precision.plain(), recall.plain());
    format!("| {name} | {n_gold} | {n_found} | {n_agreed} | {precision} | {recall} | {f1} |\n")
}

/// The scores of the articles of even and of odd rank by id; `None` where the gold is absent.
fn scored() -> Option<[(&'static str, AttributionAgreement); 2]> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(GOLD);
    if !path.exists() {
        return None;
    }
    let mut gold = read_attributions(&path).expect("the gold is texts with attributions");
    gold.sort_by(|one, other| one.id.cmp(&other.id));
    let analyzer = analyzer();
    let mut reader = AttributionReader::new(&analyzer);
    let found: Vec<Vec<SourceCueContent>> = gold.iter().map(|text| reader.read(text)).collect();
    let half = |first: usize| {
        let marked: Vec<&AttributedText> = gold.iter().skip(first).step_by(2).collect();
        let read: Vec<&[SourceCueContent]> = found.iter().skip(first).step_by(2).map(Vec::as_slice).collect();
        attribution_agreement(&marked, &read, RESAMPLING)
    };
    Some([("even rank (tuned on)", half(0)), ("odd rank (not tuned on)", half(1))])
}
