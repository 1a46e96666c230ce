use super::*;
use crate::segment::segment;
use crate::segment::tests::document;

/// The definitions of a text as they are written.
fn defined(text: &str) -> Vec<(String, String)> {
    let document = document(text);
    let parts = segment(&document);
    let words = Words::new(&document, &parts);
    let written = |range| words.surfaces(range).to_owned();
    definitions(&document, &parts).into_iter().map(|it| (written(it.short), written(it.long))).collect()
}

#[test]
#[ignore]
fn scratch() {
    let path = std::env::var("SCRATCH").unwrap();
    let mut seen = std::collections::BTreeSet::new();
    for line in std::fs::read_to_string(path).unwrap().lines() {
        let row: serde_json::Value = serde_json::from_str(line).unwrap();
        let document = document(row["text"].as_str().unwrap());
        let parts = segment(&document);
        let words = Words::new(&document, &parts);
        let found = definitions(&document, &parts);
        for it in &found {
            let s = words.surfaces(it.short.clone()).replace('\n', " ");
            let l = words.surfaces(it.long.clone()).replace('\n', " ");
            if seen.insert((s.clone(), l.clone())) {
                println!("D {:?} {} {s} = {l}", it.form, if it.short.start > it.long.start { "<" } else { ">" });
            }
        }
        for at in 0..parts.tokens.len() {
            if words.surface(at) == "(" && !found.iter().any(|it| it.short.start == at + 1 || it.long.start == at + 1 || it.short.start == at + 2) {
                if at + 2 < parts.tokens.len() && words.surface(at + 2) == ")" && words.capital(at + 1) && short::letters(&words, at + 1..at + 2).is_some() {
                    println!("X {}", words.surfaces(at.saturating_sub(9)..at + 3).replace('\n', " "));
                }
            }
        }
    }
}
