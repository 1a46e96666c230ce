//! Stances against hand-coded sentences.

use normscope::annotate::Stance;
use normscope::codebook::Codebook;
use normscope::pipeline::Engine;
use normscope::validate::SentenceReader;
use serde::Deserialize;
use std::fmt::Write;
use std::fs;
use std::path::Path;

const GOLD: [(&str, &str); 2] = [
    ("508 policy sentences", "../shared/gold/framing/dev.jsonl"),
    ("316 sentences on digital governance", "../shared/gold/framing/dev_digital.jsonl"),
];

/// Share of framed sentences given the stance that people gave them; below lies a relapse.
const LEAST_AGREED: f64 = 0.75;

/// What is read of a coded sentence.
#[derive(Deserialize)]
struct Row {
    text: String,
    stance: Option<String>,
}

/// Sentences by coded and found stance, both in the order of [`Stance::ALL`]; only those that both say show a frame.
/// `None` where the gold is absent.
fn table(path: &str) -> Option<[[u64; 3]; 3]> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    let lines = path.exists().then(|| fs::read_to_string(&path).expect("the gold can be read"))?;
    let codebook = Codebook::built_in();
    let mut reader = SentenceReader::new(&codebook, Engine::Rules).expect("the built-in codebook compiles");
    let mut counts = [[0; 3]; 3];
    for line in lines.lines() {
        let row: Row = serde_json::from_str(line).expect("a coded sentence");
        let coded = row.stance.and_then(|name| Stance::ALL.into_iter().find(|stance| stance.name() == name));
        if let (Some(coded), Some(found)) = (coded, reader.read(&row.text).stance()) {
            counts[coded as usize][found as usize] += 1;
        }
    }
    Some(counts)
}

fn agreed(counts: &[[u64; 3]; 3]) -> (u64, u64) {
    ((0..3).map(|at| counts[at][at]).sum(), counts.iter().flatten().sum())
}

#[test]
fn stances_reach_their_floor() {
    for (name, path) in GOLD {
        let Some(counts) = table(path) else {
            println!("skipped: {path} is not here");
            continue;
        };
        let (same, all) = agreed(&counts);
        println!("{name}: stance agreed in {same} of {all}: {counts:?}");
        assert!(same as f64 >= LEAST_AGREED * all as f64, "{name}: {same} of {all}");
    }
}

/// The part of the accuracy page on stances; `None` where the gold is absent.
pub fn section() -> Option<String> {
    let mut page = String::from(
        "## Stance of sentences\n\n\
         How the one who speaks stands to the frames of a sentence, by rules; only sentences that people and program \
         both say show a frame. Rows are what people coded. *reject* hardly occurs, so the rules for it rest on \
         minimal pairs of our own (`tests/accuracy/data/minimal_pairs.tsv`, all of which pass).\n",
    );
    for (name, path) in GOLD {
        let counts = table(path)?;
        let (same, all) = agreed(&counts);
        let _ = write!(page, "\n### {name}\n\n`{}`\n\n", path.trim_start_matches("../"));
        page.push_str("| coded | endorse | report | reject | recall |\n|---|--:|--:|--:|--:|\n");
        for (stance, row) in Stance::ALL.into_iter().zip(counts) {
            let n: u64 = row.iter().sum();
            let recall = match n {
                0 => "–".to_owned(),
                _ => format!("{:.3}", row[stance as usize] as f64 / n as f64),
            };
            let [endorse, report, reject] = row;
            let _ = writeln!(page, "| {} | {endorse} | {report} | {reject} | {recall} |", stance.name());
        }
        let _ = writeln!(page, "\nThe same stance in {same} of {all}, {:.3}.", same as f64 / all as f64);
    }
    Some(page)
}
