//! How much of the text that people marked in real pages is found, and how much else.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "../examples/check_html/pages.rs"]
mod pages;
#[path = "../examples/check_html/shingles.rs"]
mod shingles;

use shingles::{Overlap, Score};

#[test]
fn runs_of_words_are_counted_as_often_as_they_occur() {
    let score = |wanted: &str, found: &str| {
        let score = Score::of(&[Overlap::of(wanted, found)]);
        (score.precision, score.recall)
    };
    assert_eq!(score("a b c d", "a b c d"), (1.0, 1.0));
    assert_eq!(score("a b c d e", "x a, b. c d"), (0.5, 0.5));
    assert_eq!(score("a b c d a b c d", "a b c d"), (1.0, 0.2));
    assert_eq!(score("too short", "too short"), (1.0, 1.0));
    assert_eq!(score("a b c d", "").1, 0.0);
}

#[test]
fn the_main_text_of_real_pages_is_found() {
    let Some(folder) = pages::folder() else {
        println!("skipped: ../shared/corpora/html_bench is not here");
        return;
    };
    let pages = pages::read(&folder).unwrap();
    let documents: Vec<_> = pages.iter().map(|page| pages::document(page).expect("a document")).collect();
    let score = |text: &dyn Fn(&normscope::document::Document) -> String| {
        let overlap = |(page, document): (&pages::Page, _)| Overlap::of(&page.wanted, &text(document));
        Score::of(&pages.iter().zip(&documents).map(overlap).collect::<Vec<_>>())
    };
    let main = score(&pages::main_text);
    assert!(main.f1() >= 0.970 && main.precision >= 0.960, "{main:?}");
    let whole = score(&|document| document.text.to_string());
    assert!(whole.f1() >= 0.962 && whole.precision >= 0.945, "{whole:?}");
}
