//! Speeches that are broken by program, and mended: do they have the sentences they had?

use normscope::document::Document;
use normscope::ingest::{Corpus, IngestOptions, Input};
use normscope::segment::segment;
use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;

/// Characters on a line.
const WIDTH: usize = 72;
/// Lines on a page.
const PAGE: usize = 48;

/// Speeches of which every paragraph is one line, and no word has a hyphen that a press could have put there.
fn clean_speeches() -> Option<Vec<String>> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/corpora/ungdc_dev.jsonl");
    let rows = fs::read_to_string(path).ok()?;
    let texts = rows.lines().filter_map(|row| {
        let row: Value = serde_json::from_str(row).ok()?;
        Some(row["text"].as_str()?.to_owned())
    });
    let is_clean = |text: &String| {
        let lines: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).collect();
        lines.len() >= 3
            && lines.iter().filter(|line| line.len() > 150).count() * 2 > lines.len()
            && lines.iter().all(|line| line.trim_end().ends_with(['.', '?', '!', ':', ';', '”', '"', ')']))
            && !text.contains("- ")
    };
    Some(texts.filter(is_clean).take(100).collect())
}

/// The text set on pages: lines of a width, words parted where they are long, a head and a number on every page.
fn printed(text: &str) -> String {
    let mut lines: Vec<String> = Vec::new();
    for paragraph in text.lines().filter(|line| !line.trim().is_empty()) {
        let mut line = String::new();
        for word in paragraph.split_whitespace() {
            let room = WIDTH.saturating_sub(line.chars().count() + 1);
            if word.chars().count() <= room {
                line = if line.is_empty() { word.to_owned() } else { format!("{line} {word}") };
                continue;
            }
            let rest = match parted(word, room) {
                Some((head, tail)) => {
                    line = format!("{line} {head}-");
                    tail
                }
                None => word,
            };
            lines.push(std::mem::replace(&mut line, rest.to_owned()));
        }
        lines.push(line);
        lines.push(String::new());
    }
    let page = |(at, lines): (usize, &[String])| {
        format!("A/70/PV.{}\n{}\n{}/200 15-2982{}\n\u{c}\n", 7, lines.join("\n"), at + 1, 2)
    };
    lines.chunks(PAGE).enumerate().map(page).collect()
}

/// A word of small letters in two parts, the first of which fits.
fn parted(word: &str, room: usize) -> Option<(&str, &str)> {
    let is_plain = word.len() >= 8 && word.bytes().all(|byte| byte.is_ascii_lowercase());
    let at = room.checked_sub(1).filter(|at| is_plain && *at >= 3)?.min(word.len() - 3);
    Some(word.split_at(at))
}

fn read(text: &str) -> Document {
    let input = Input::Memory { name: "speech.txt".to_owned(), bytes: text.as_bytes().to_vec() };
    let corpus = Corpus::open(&[input], &IngestOptions::default()).expect("memory can be read");
    let record = corpus.records().next().expect("one record").expect("it is text");
    record.read().expect("it is text")
}

/// Where sentences end, counted in letters, which printing keeps.
fn ends(document: &Document) -> BTreeSet<usize> {
    let letters = |text: &str| text.chars().filter(|it| it.is_alphabetic()).count();
    let mut at = 0;
    let mut ends = BTreeSet::new();
    for sentence in segment(document).sentences {
        let n = letters(document.slice(sentence.span));
        at += n;
        if n > 0 {
            ends.insert(at);
        }
    }
    ends
}

#[test]
fn printed_speeches_get_their_sentences_back() {
    let Some(speeches) = clean_speeches() else {
        println!("skipped: ../shared/corpora/ungdc_dev.jsonl is not there");
        return;
    };
    let (mut both, mut wanted, mut found, mut same) = (0, 0, 0, 0);
    for speech in &speeches {
        let (plain, mended) = (read(speech), read(&printed(speech)));
        let kept = without_heads(&mended);
        let (one, other) = (ends(&plain), ends(&kept));
        both += one.intersection(&other).count();
        wanted += one.len();
        found += other.len();
        let words = |document: &Document| {
            document
                .text
                .split_whitespace()
                .filter(|it| !it.contains(char::is_numeric))
                .map(str::to_owned)
                .collect::<Vec<_>>()
        };
        let (a, b) = (words(&plain), words(&kept));
        same += usize::from(a == b);
    }
    let f1 = 2.0 * both as f64 / (wanted + found) as f64;
    println!("{} speeches: sentence ends F1 {f1:.4}, {same} with every word as it was", speeches.len());
    assert!(speeches.len() >= 95 && f1 >= 0.99, "F1 {f1:.4} of {} speeches", speeches.len());
}

/// Heads that stand between paragraphs stay, as blocks that count nothing; here they are left out.
fn without_heads(document: &Document) -> Document {
    let is_head = |line: &&str| !line.chars().any(char::is_lowercase);
    let lines: Vec<&str> =
        document.text.lines().filter(|line| line.trim().is_empty() || !is_head(line)).collect();
    Document::of_text("kept", &lines.join("\n"))
}
