//! Words that stand in several texts: the program finds them, and every span cuts what it says.

use super::run::{self, normscope};

use normscope::report::wire::{Comparison, CorpusSummary, Excerpt, TextRow};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use tempfile::TempDir;

/// What both statements of the lake states begin with; written for this test.
const PREAMBLE: &str = "Recalling the lakeside accord of 2011, and convinced that every ferryman’s letters are his own, \
    the undersigned meet again in Osterhaven.";

/// Two statements with one preamble, differently set.
fn lake_states() -> TempDir {
    let home = tempfile::tempdir().unwrap();
    let set_otherwise = PREAMBLE.replace('’', "'").replace(", and convinced", " —\nand CONVINCED");
    let first = format!(
        "{PREAMBLE} We urge all ports to keep the relay towers open, and to respect privacy and free expression. \
         Harbour clerks shall not read what they carry."
    );
    let second = format!(
        "🛰 Second statement.\n\n{set_otherwise} Sovereignty over the relay towers rests with the port authority, which keeps \
         order and security on the water. Nothing here binds a third state."
    );
    fs::write(home.path().join("first.txt"), first).unwrap();
    fs::write(home.path().join("second.txt"), second).unwrap();
    home
}

fn compared(home: &Path, args: &[&str]) -> Comparison<'static> {
    let done = normscope(home, &[&["compare"], args, &["-o", "compared", "--quiet"]].concat());
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    serde_json::from_str(&fs::read_to_string(home.join("compared/comparison.json")).unwrap()).unwrap()
}

fn texts(run: &Path) -> BTreeMap<String, String> {
    let rows = fs::read_to_string(run.join("texts.jsonl")).unwrap();
    let rows = rows.lines().map(|line| serde_json::from_str::<TextRow<'static>>(line).unwrap());
    rows.map(|row| (row.doc_id.into_owned(), row.text.into_owned())).collect()
}

/// What an excerpt cuts out of its text, by code points; it must say the same itself.
fn cut(texts: &BTreeMap<String, String>, it: &Excerpt<'_>) -> String {
    let (start, end) = (it.start as usize, it.end as usize);
    let words: String = texts[&*it.doc_id].chars().skip(start).take(end - start).collect();
    assert_eq!(it.text.as_deref(), Some(&*words));
    words
}

/// Letters and digits only: what a passage is compared by.
fn bare(text: &str) -> String {
    text.to_lowercase().chars().filter(|it| it.is_alphanumeric()).collect()
}

#[test]
fn a_shared_preamble_is_cut_out_of_both_statements() {
    let home = lake_states();
    let found = compared(home.path(), &["first.txt", "second.txt"]);
    let passages = found.shared_passages.unwrap();
    assert_eq!(passages.len(), 1);
    let sides = ["target", "reference"].map(|side| texts(&home.path().join("compared").join(side)));
    let [one, other] = [cut(&sides[0], &passages[0].target), cut(&sides[1], &passages[0].reference)];
    assert_eq!(one, PREAMBLE.trim_end_matches('.'));
    assert_eq!(bare(&one), bare(&other));
    assert_eq!(passages[0].n_words, 21);
    let target = found.text_reuse.target.unwrap();
    assert_eq!((target.n_words, target.n_words_shared, target.documents.len()), (46, 21, 1));
    assert_eq!(target.share, Some(21.0 / 46.0));
}

#[test]
fn the_summary_says_what_is_in_common() {
    let home = lake_states();
    let done = normscope(home.path(), &["compare", "first.txt", "second.txt"]);
    let said = String::from_utf8(done.stdout).unwrap();
    assert!(said.contains("in common word for word: 21 words (45.7 %) of the target"), "{said}");
    assert!(said.contains("longest passage: 21 words in first.txt and second.txt"), "{said}");
}

#[test]
fn without_texts_there_is_a_reason_or_at_least_no_word() {
    let home = lake_states();
    let found = compared(home.path(), &["first.txt", "second.txt", "--no-text"]);
    assert_eq!((found.shared_passages, found.text_reuse.reason.as_deref()), (None, Some("no-text")));
    for name in ["first", "second"] {
        let file = format!("{name}.txt");
        assert!(normscope(home.path(), &["analyze", &file, "-o", name, "--quiet"]).status.success());
    }
    let found = compared(home.path(), &["first", "second", "--no-text"]);
    let passage = &found.shared_passages.as_ref().unwrap()[0];
    assert_eq!((passage.n_words, &passage.target.text, &passage.reference.text), (21, &None, &None));
    let done = normscope(home.path(), &["compare", "first.txt", "second.txt", "--no-text", "--dedup"]);
    assert_eq!(done.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&done.stderr).contains("without texts"));
}

#[test]
fn every_span_over_the_sample_corpus_cuts_the_same_words() {
    let (home, out) = run::analyzed(&["--quiet"]);
    let corpus = run::corpus();
    let found = compared(home.path(), &["out", &format!("{corpus}/resolutions")]);
    let sides = [texts(&out), texts(&home.path().join("compared/reference"))];
    let passages = found.shared_passages.unwrap();
    assert!(!passages.is_empty(), "the resolutions stand on both sides");
    for it in &passages {
        assert_eq!(bare(&cut(&sides[0], &it.target)), bare(&cut(&sides[1], &it.reference)));
    }
    let reference = found.text_reuse.reference.unwrap();
    assert_eq!(reference.share, Some(1.0), "all of it stands in the whole corpus too");
}

/// Six texts: one of its own, one in four copies of which one is retouched, and one more.
fn copies() -> TempDir {
    let home = tempfile::tempdir().unwrap();
    fs::create_dir(home.path().join("texts")).unwrap();
    let letter = |of: &str| -> String {
        let line = |n: u32| {
            format!(
                "In paragraph {n} the {of} council defends privacy and expression, as in year {}. ",
                n * n
            )
        };
        (1..20).map(line).collect()
    };
    let retouched = letter("harbour").replacen("privacy", "secrecy", 1);
    let texts = [
        letter("valley"),
        letter("harbour"),
        letter("harbour"),
        retouched,
        letter("harbour"),
        letter("hill"),
    ];
    for (name, text) in ('a'..).zip(texts) {
        fs::write(home.path().join(format!("texts/{name}.txt")), text).unwrap();
    }
    fs::write(home.path().join("other.txt"), "The ministry keeps order. Security comes before all.").unwrap();
    home
}

#[test]
fn near_duplicates_are_told_and_counted_once_on_request() {
    let home = copies();
    let found = compared(home.path(), &["texts", "other.txt"]);
    let its = &found.text_reuse.target.as_ref().unwrap().duplicates;
    let named: Vec<_> = its.duplicates.iter().map(|it| (&*it.doc_id, &*it.original)).collect();
    assert_eq!(named, [("c.txt", "b.txt"), ("d.txt", "b.txt"), ("e.txt", "b.txt")]);
    assert_eq!((its.n_documents_effective, found.target.n_documents), (3, 6));
    assert!(found.notes.iter().any(|note| note.contains("3 near-duplicates")), "{:?}", found.notes);
    let once = compared(home.path(), &["texts", "other.txt", "--dedup"]);
    assert_eq!((once.target.n_documents, once.text_reuse.dedup), (3, true));
    assert_eq!(&once.text_reuse.target.unwrap().duplicates, its);
}

#[test]
fn a_corpus_counts_originals_once_on_request() {
    let home = copies();
    let summary = |options: &[&str]| -> CorpusSummary<'static> {
        let done = normscope(home.path(), &[&["analyze", "texts", "-o", "out", "--quiet"], options].concat());
        assert!(done.status.success());
        serde_json::from_str(&fs::read_to_string(home.path().join("out/corpus.json")).unwrap()).unwrap()
    };
    let [all, once] = [summary(&[]), summary(&["--dedup"])];
    assert_eq!((all.all.n_documents, once.all.n_documents), (6, 3));
    assert_eq!((once.duplicates.n_duplicates, once.duplicates.n_documents_effective), (3, 3));
    assert_eq!(all.duplicates, once.duplicates);
    assert_eq!(once.duplicates.duplicates[0].original, "b.txt");
    let retouched = once.duplicates.duplicates[1].resemblance;
    assert!(retouched > 0.8 && retouched < 1.0, "{retouched}");
}
