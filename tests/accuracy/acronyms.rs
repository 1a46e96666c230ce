//! Short forms that a text defines, against the UN documents of the SDU@AAAI-22 shared task.
//!
//! The gold marks short and long forms, not which belong together. Four figures:
//!
//! * recall: of the acronyms that stand in a bracket right behind a long form, how many we pair with exactly
//!   that long form;
//! * precision against the file: of our pairs, how many have both forms among the marked spans;
//! * both after reading: every pair of ours that the file does not hold was read once and judged by one reader;
//!   `data/acronym_verdicts.tsv` holds the verdicts by place of the short form. Those judged right count as right.

use normscope::annotate::entity::acronym::{DefinitionWords, ShortForm, definitions};
use normscope::document::Document;
use normscope::segment::segment;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::ops::Range;
use std::path::Path;

const GOLD: &str = "../shared/gold/acronyms/legal_dev.jsonl";
const VERDICTS: &str = "tests/accuracy/data/acronym_verdicts.tsv";

/// Recall and precision against the file, then both after reading.
const FLOORS: [f64; 4] = [0.93, 0.90, 0.95, 0.97];

/// Code points, half-open.
type Place = (usize, usize);

#[derive(Deserialize)]
struct Record {
    id: String,
    text: String,
    acronyms: BTreeSet<Place>,
    long_forms: BTreeSet<Place>,
}

#[derive(Default)]
struct Score {
    /// Acronyms in a bracket right behind a long form.
    gold: usize,
    /// Of these, paired with it by us.
    reached: usize,
    /// Of these, paired with something else that was judged right by reading.
    reached_otherwise: usize,
    found: usize,
    /// Both forms are marked.
    marked: usize,
    /// Judged right by reading.
    read_right: usize,
    read_wrong: usize,
    unread: usize,
}

impl Score {
    fn figures(&self) -> [f64; 4] {
        let share = |part: usize, whole: usize| part as f64 / whole as f64;
        [
            share(self.reached, self.gold),
            share(self.marked, self.found),
            share(self.reached + self.reached_otherwise, self.gold),
            share(self.marked + self.read_right, self.found),
        ]
    }
}

#[test]
fn acronyms_reach_their_floors() {
    let Some(score) = score() else {
        println!("skipped: {GOLD} is not here");
        return;
    };
    let figures = score.figures();
    println!(
        "acronyms: {} of {} reached, {} pairs found, {} marked, {} right and {} wrong by reading, {} unread: recall, \
         precision, the same after reading {figures:.3?}",
        score.reached,
        score.gold,
        score.found,
        score.marked,
        score.read_right,
        score.read_wrong,
        score.unread
    );
    for (figure, floor) in figures.iter().zip(FLOORS) {
        assert!(*figure >= floor, "{figures:.3?} is below {FLOORS:?}");
    }
}

/// The part of the accuracy page on short forms; `None` where the gold is absent.
pub fn section() -> Option<String> {
    let score = score()?;
    let [recall, precision, recall_read, precision_read] = score.figures();
    Some(format!(
        "## Short forms defined in the text\n\n\
         445 sentences of UN documents (SDU@AAAI-22, legal part) in which short and long forms are marked, not their \
         pairs. *Recall*: of the acronyms in a bracket right behind a long form, those that we pair with exactly it. \
         *Precision*: of our pairs, those with both forms marked. *After reading*: the file leaves right pairs unmarked \
         and cuts some names short, so every pair of ours that it does not hold was read and judged by one reader \
         (`{VERDICTS}`); those judged right count, those never read count as wrong. The totals were looked at some \
         forty times while the costs were set, and the reading, of which a few remarks were taken to heart (a comma \
         before the bracket, lists of several in one bracket, *United Nations* before `ONUCA`, names that begin behind \
         an acronym), makes these figures flatter. So do nine rules (letters left over, `OR`, `UN-Habitat`, a plus \
         sign, years inside names and the like) that were written after a look at the missed ones with every letter \
         masked.\n\n\
         | in brackets | reached | pairs found | both marked | right by reading | recall | precision | recall after reading | precision after reading |\n\
         |--:|--:|--:|--:|--:|--:|--:|--:|--:|\n\
         | {} | {} | {} | {} | {} of {} | {recall:.3} | {precision:.3} | {recall_read:.3} | {precision_read:.3} |\n",
        score.gold,
        score.reached,
        score.found,
        score.marked,
        score.read_right,
        score.read_right + score.read_wrong + score.unread
    ))
}

fn score() -> Option<Score> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let lines = fs::read_to_string(root.join(GOLD)).ok()?;
    let verdicts = verdicts(&fs::read_to_string(root.join(VERDICTS)).expect("the verdicts are committed"));
    let lists = DefinitionWords::built_in();
    let mut score = Score::default();
    for line in lines.lines() {
        let record: Record = serde_json::from_str(line).expect("the gold is JSON lines");
        let found = pairs(&record.text, &lists);
        let read_right = |short: &Place| verdicts.get(&(record.id.clone(), *short)) == Some(&true);
        for gold in bracketed(&record) {
            let reached = found.contains(&gold);
            let paired = found.iter().any(|(short, _)| *short == gold.0);
            score.gold += 1;
            score.reached += usize::from(reached);
            score.reached_otherwise += usize::from(!reached && paired && read_right(&gold.0));
        }
        for (short, long) in &found {
            score.found += 1;
            if record.acronyms.contains(short) && record.long_forms.contains(long) {
                score.marked += 1;
                continue;
            }
            match verdicts.get(&(record.id.clone(), *short)) {
                Some(true) => score.read_right += 1,
                Some(false) => score.read_wrong += 1,
                None => score.unread += 1,
            }
        }
    }
    Some(score)
}

/// The pairs of the file that can be told: a long form, an opening bracket, an acronym.
fn bracketed(record: &Record) -> Vec<(Place, Place)> {
    let characters: Vec<char> = record.text.chars().collect();
    let between = |long: &Place, short: &Place| {
        let gap: Option<String> = characters.get(long.1..short.0).map(|gap| gap.iter().collect());
        gap.is_some_and(|gap| gap.trim() == "(")
    };
    let behind = |short: &Place| {
        record.long_forms.iter().find(|long| long.1 < short.0 && between(long, short)).copied()
    };
    record.acronyms.iter().filter_map(|short| behind(short).map(|long| (*short, long))).collect()
}

/// The acronyms that we find defined, with their long forms.
fn pairs(text: &str, lists: &DefinitionWords) -> BTreeSet<(Place, Place)> {
    let document = document(text);
    let parts = segment(&document);
    let place = |tokens: &Range<usize>| {
        let bytes =
            parts.tokens[tokens.start].span.range().start..parts.tokens[tokens.end - 1].span.range().end;
        let start = text[..bytes.start].chars().count();
        (start, start + text[bytes].chars().count())
    };
    let found = definitions(&document, &parts, lists).into_iter().filter(|it| it.form == ShortForm::Acronym);
    found.map(|it| (place(&it.short), place(&it.long))).collect()
}

/// Whether a pair is right, by sentence and place of its short form.
fn verdicts(table: &str) -> BTreeMap<(String, Place), bool> {
    let row = |line: &str| {
        let cells: Vec<&str> = line.split('\t').collect();
        let [id, start, end, verdict] = cells[..] else { panic!("four cells wanted: {line}") };
        let number = |cell: &str| cell.parse().expect("a place is a number");
        ((id.to_owned(), (number(start), number(end))), verdict == "right")
    };
    table.lines().skip(1).map(row).collect()
}

fn document(text: &str) -> Document {
    Document::of_text("gold", text)
}
