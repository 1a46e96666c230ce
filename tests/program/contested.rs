//! What two sides mean by a contested term: the program finds the words beside it and cuts uses out of the texts.

use super::run::normscope;

use normscope::report::wire::{Comparison, ContestedDifference, ContestedExample, ContestedUse, TextRow};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use tempfile::TempDir;

/// What the ministry of an invented state writes, a line a document; every document has the line of the next as well, a
/// little later.
const STATES: [&str; 6] = [
    "The ministry holds that internet governance by sovereign states must follow national borders.",
    "Where internet governance serves sovereign states, border guards and censors agree.",
    "Cautious internet governance by sovereign states is what the ministry drafts.",
    "Each treaty gives internet governance of states a national seat.",
    "The ministry drafts internet governance by sovereign states under national law.",
    "Under treaty law, internet governance of states rests with each ministry.",
];

/// What the readers of an invented newspaper write.
const READERS: [&str; 6] = [
    "Readers want inclusive internet governance that hears users and librarians.",
    "We ask for inclusive internet governance, since users and children live online.",
    "Internet governance of users, by users, begins in the library.",
    "An inclusive internet governance hears the children and the users of a town.",
    "Users expect internet governance that hears them, say the librarians.",
    "Librarians teach inclusive internet governance to users of every age.",
];

/// A codebook of two words of evidence and one term that both sides claim.
const CODEBOOK: &str = r#"
id = "letters"
version = "1"
language = "en"
title = "A codebook for letters"
contrast = { positive = "users", negative = "states" }
frame = [
    { id = "users", name = "for users", definition = "The good of users.", threshold = 0.3 },
    { id = "states", name = "for states", definition = "The good of states.", threshold = 0.3 },
]
family = [
    { id = "U1", frame = "users", name = "Users", definition = "Users.", sources = [] },
    { id = "S1", frame = "states", name = "States", definition = "States.", sources = [] },
]

[[entry]]
id = "users"
family = "U1"
pattern = "users"
examples = ["Users read."]

[[entry]]
id = "ministry"
family = "S1"
pattern = "ministry"
examples = ["The ministry writes."]

[[contested]]
id = "governance"
pattern = "internet governance"
examples = ["Internet governance is on the list."]
among = [{ family = "U1", weight = 0.4 }, { family = "S1", weight = 0.4 }]
"#;

/// Two folders of six short texts each, and the codebook.
fn two_sides() -> TempDir {
    let home = tempfile::tempdir().unwrap();
    fs::write(home.path().join("letters.toml"), CODEBOOK).unwrap();
    for (name, lines) in [("states", STATES), ("readers", READERS)] {
        fs::create_dir(home.path().join(name)).unwrap();
        for (at, line) in lines.iter().enumerate() {
            let next = lines[(at + 1) % lines.len()];
            let text = format!(
                "A letter, the {at}th — 🛰\n\n{line} As of page {at}, {next}\n\nThe letter ends here.\n"
            );
            fs::write(home.path().join(name).join(format!("{name}-{at}.txt")), text).unwrap();
        }
    }
    home
}

/// The codebook, and fewest times that words stand beside its terms.
const OPTIONS: [&str; 4] = ["--codebook", "letters.toml", "--min-count", "3"];

fn analyze(home: &Path, args: &[&str]) {
    let done = normscope(home, &[&["analyze", "--codebook", "letters.toml", "-q"], args].concat());
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
}

fn compared(home: &Path, args: &[&str]) -> Comparison<'static> {
    let done = normscope(home, &[&["compare"], args, &OPTIONS, &["-o", "compared", "--quiet"]].concat());
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    serde_json::from_str(&fs::read_to_string(home.join("compared/comparison.json")).unwrap()).unwrap()
}

/// The row of the term that these letters are about.
fn governance(found: &Comparison<'static>) -> ContestedDifference<'static> {
    let row = found.contested.iter().find(|it| it.entry == "governance");
    row.expect("both sides use it").clone()
}

/// The collocates of the target, then those of the reference, most telling first.
fn collocates(row: &ContestedDifference<'_>) -> [Vec<String>; 2] {
    let words = row.collocates.as_ref().expect("both sides use it");
    let of =
        |sign: f64| words.iter().filter(move |it| it.contrast.g2 * sign > 0.0).map(|it| it.word.to_string());
    [of(1.0).collect(), of(-1.0).rev().collect()]
}

fn examples<'e>(side: &'e ContestedUse<'_>) -> &'e [ContestedExample<'e>] {
    side.examples.as_deref().expect("there are texts")
}

fn texts(run: &Path) -> BTreeMap<String, Vec<char>> {
    let rows = fs::read_to_string(run.join("texts.jsonl")).unwrap();
    let rows = rows.lines().map(|line| serde_json::from_str::<TextRow<'static>>(line).unwrap());
    rows.map(|row| (row.doc_id.into_owned(), row.text.chars().collect())).collect()
}

/// Letters and digits only: white space is made plain around a use.
fn bare(text: &str) -> String {
    text.chars().filter(|it| it.is_alphanumeric()).collect()
}

#[test]
fn each_side_has_its_own_words_beside_the_term() {
    let home = two_sides();
    let row = governance(&compared(home.path(), &["readers", "states"]));
    assert_eq!(
        (row.target.n_uses, row.reference.n_uses, row.company_reason.as_deref()),
        (Some(12), Some(12), None)
    );
    let [target, reference] = collocates(&row);
    for word in ["users", "inclusive", "hears"] {
        assert!(target.contains(&word.to_owned()), "{target:?}");
    }
    for word in ["states", "sovereign", "ministry", "national"] {
        assert!(reference.contains(&word.to_owned()), "{reference:?}");
    }
    assert!(
        !target.iter().chain(&reference).any(|it| it == "internet" || it == "the"),
        "its own words, and grammar"
    );
    let users = row.collocates.iter().flatten().find(|it| it.word == "users").unwrap();
    assert!(users.contrast.q.unwrap() < 0.05 && users.contrast.log_odds.as_ref().unwrap().delta > 0.0);
    let strength = users.target.strength.as_ref().expect("it stands there");
    assert!(strength.npmi <= 1.0 && users.target.count <= users.target.n_word);
    assert_eq!((users.reference.count, users.reference.reason.as_deref()), (0, Some("never-beside")));
    let modifiers = row.modifiers.as_ref().unwrap();
    let named: Vec<(&str, &str)> = modifiers.iter().map(|it| (&*it.relation, &*it.word)).collect();
    assert_eq!(named, [("before", "inclusive"), ("of", "states")]);
    assert_eq!((modifiers[0].target.count, modifiers[1].reference.count), (8, 4));
}

#[test]
fn examples_are_cut_out_of_different_texts() {
    let home = two_sides();
    let row = governance(&compared(home.path(), &["readers", "states"]));
    for (side, folder) in [(&row.target, "target"), (&row.reference, "reference")] {
        let texts = texts(&home.path().join("compared").join(folder));
        let examples = examples(side);
        assert_eq!(examples.len(), 5);
        let documents: BTreeSet<&str> = examples.iter().map(|it| &*it.doc_id).collect();
        assert_eq!(documents.len(), 5, "one of each document first");
        for it in examples {
            let [left, keyword, right] =
                [&it.left, &it.keyword, &it.right].map(|words| bare(words.as_deref().unwrap()));
            let text = &texts[&*it.doc_id];
            let cut = |range: &[char]| bare(&range.iter().collect::<String>());
            assert_eq!(cut(&text[it.start as usize..it.end as usize]), keyword);
            assert!(cut(&text[..it.start as usize]).ends_with(&left), "{it:?}");
            assert!(cut(&text[it.end as usize..]).starts_with(&right), "{it:?}");
            assert!(keyword.eq_ignore_ascii_case("internetgovernance"));
        }
    }
}

#[test]
fn swapped_sides_turn_the_signs() {
    let home = two_sides();
    let row = governance(&compared(home.path(), &["readers", "states"]));
    let swapped = governance(&compared(home.path(), &["states", "readers"]));
    let by_word = |row: &ContestedDifference<'_>| -> BTreeMap<String, (f64, f64, Option<f64>)> {
        let words = row.collocates.iter().flatten();
        words
            .map(|it| (it.word.to_string(), (it.contrast.g2, it.contrast.log_ratio, it.contrast.p)))
            .collect()
    };
    let (one, other) = (by_word(&row), by_word(&swapped));
    assert!(!one.is_empty() && one.keys().eq(other.keys()));
    for (word, (g2, ratio, p)) in &one {
        let turned = &other[word];
        assert!((g2 + turned.0).abs() < 1e-9 && (ratio + turned.1).abs() < 1e-9, "{word}");
        assert_eq!(*p, turned.2);
    }
    assert_eq!(row.target.examples, swapped.reference.examples);
}

#[test]
fn selections_of_one_run_have_the_company_of_two_folders() {
    let home = two_sides();
    let facts: String = [("states", STATES.len()), ("readers", READERS.len())]
        .into_iter()
        .flat_map(|(side, n)| (0..n).map(move |at| format!("{side}/{side}-{at}.txt,{side}\n")))
        .collect();
    fs::write(home.path().join("facts.csv"), format!("path,issuer\n{facts}")).unwrap();
    analyze(home.path(), &["states", "readers", "--metadata", "facts.csv", "-o", "run"]);
    let of_run =
        compared(home.path(), &["run", "--target", "issuer=readers", "--reference", "issuer=states"]);
    let of_folders = compared(home.path(), &["readers", "states"]);
    let (of_run, of_folders) = (governance(&of_run), governance(&of_folders));
    assert_eq!(of_run.collocates, of_folders.collocates);
    assert_eq!(of_run.modifiers, of_folders.modifiers);
}

#[test]
fn without_texts_there_is_a_reason_or_at_least_no_word() {
    let home = two_sides();
    let row = governance(&compared(home.path(), &["readers", "states", "--no-text"]));
    assert_eq!((row.collocates, row.modifiers, row.target.examples), (None, None, None));
    assert_eq!((row.company_reason.as_deref(), row.target.n_uses), (Some("no-text"), None));
    for name in ["readers", "states"] {
        let run = format!("run-{name}");
        analyze(home.path(), &[name, "-o", &run]);
    }
    let row = governance(&compared(home.path(), &["run-readers", "run-states", "--no-text"]));
    assert!(row.collocates.is_some());
    assert!(
        examples(&row.target)
            .iter()
            .all(|it| it.left.is_none() && it.keyword.is_none() && it.right.is_none())
    );
}

#[test]
fn the_summary_says_what_stands_beside_the_term_within_a_screen() {
    let home = two_sides();
    let done = normscope(home.path(), &[&["compare", "readers", "states"], &OPTIONS[..]].concat());
    let said = String::from_utf8(done.stdout).unwrap();
    let block: Vec<&str> = said.lines().skip_while(|line| *line != "governance").take(5).collect();
    assert_eq!(block.len(), 5, "{said}");
    assert!(block[1].contains("12 uses; more beside ") && block[1].contains("users"), "{said}");
    assert!(block[3].contains("states"), "{said}");
    assert!(block[2].to_lowercase().contains("[internet governance]"), "{said}");
    assert!(block.iter().all(|line| line.chars().count() <= 80), "{said}");
}
