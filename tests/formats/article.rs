//! The article this project began with, written in every format by program, is the same article.

use crate::pdf::print;
use crate::write::{docx, epub, escaped, odt, paragraph, rtf_text};
use normscope::document::Document;
use normscope::ingest::{Corpus, IngestOptions, Input};
use normscope::measure::Options;
use normscope::pipeline::{Analyzer, Knowledge, Scratch};
use std::collections::BTreeMap;
use std::path::Path;

const ARTICLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/corpora/000_7850ad46b72a5142.txt");

fn read(name: &str, bytes: Vec<u8>) -> Document {
    let input = Input::Memory { name: name.to_owned(), bytes };
    let corpus = Corpus::open(&[input], &IngestOptions::default()).unwrap();
    corpus.records().next().unwrap().unwrap().read().unwrap()
}

/// A text in every format that sets it on pages: file name and bytes.
pub fn printed(article: &str) -> Vec<(&'static str, Vec<u8>)> {
    let lines: Vec<&str> = article.lines().filter(|line| !line.trim().is_empty()).collect();
    let each = |print: &dyn Fn(&str) -> String| lines.iter().map(|line| print(line)).collect::<String>();
    let html = each(&|line| format!("<p>{}</p>\n", escaped(line)));
    // A page says what its title is.
    let page = html.replacen("<p>", "<h1>", 1).replacen("</p>", "</h1>", 1);
    vec![
        ("a.docx", docx(&each(&|line| paragraph("", line)), &[])),
        ("a.odt", odt("", &each(&|line| format!("<text:p>{}</text:p>", escaped(line))), &[])),
        ("a.epub", epub("<dc:title>x</dc:title>", &[("one", &html)])),
        (
            "a.rtf",
            format!("{{\\rtf1\\ansi\\uc1 {}}}", each(&|line| rtf_text(&format!("{line}\n")))).into_bytes(),
        ),
        ("one.pdf", print(&lines, 1)),
        ("two.pdf", print(&lines, 2)),
        (
            "a.html",
            format!("<!doctype html><html><body><article>{page}</article></body></html>").into_bytes(),
        ),
    ]
}

/// Every run of four words, counted.
fn grams(text: &str) -> BTreeMap<Vec<&str>, usize> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let mut grams = BTreeMap::new();
    for gram in words.windows(4) {
        *grams.entry(gram.to_vec()).or_default() += 1;
    }
    grams
}

/// The harmonic mean of how much of each text's runs of four words stands in the other.
fn f1(ours: &str, theirs: &str) -> f64 {
    let (ours, theirs) = (grams(ours), grams(theirs));
    let shared: usize = ours.iter().map(|(gram, n)| (*n).min(theirs.get(gram).copied().unwrap_or(0))).sum();
    let all = ours.values().chain(theirs.values()).sum::<usize>();
    2.0 * shared as f64 / all as f64
}

/// The parts of a document that its markup sets off; of the text itself, its lines.
fn n_paragraphs(document: &Document) -> usize {
    document.hints.len()
}

#[test]
fn the_article_is_the_same_in_every_format() {
    if !Path::new(ARTICLE).exists() {
        println!("skipped: {ARTICLE} is not here");
        return;
    }
    let article = std::fs::read_to_string(ARTICLE).unwrap();
    let options = Options { replicates: 0, ..Options::default() };
    let analyzer = Analyzer::new(Knowledge::built_in(), options).unwrap();
    let position = |document: Document| {
        let analysis = analyzer.analyze(document, &mut Scratch::default());
        analysis.measures.all.position.value.unwrap()
    };
    let plain = read("a.txt", article.clone().into_bytes());
    let n_lines = article.lines().filter(|line| !line.trim().is_empty()).count();
    let plain_position = position(plain);
    for (name, bytes) in printed(&article) {
        let document = read(name, bytes);
        let (f1, n) = (f1(&document.text, &article), n_paragraphs(&document));
        let position = position(document);
        println!(
            "{name}: F1 {f1:.4}, {n} paragraphs of {n_lines}, position {position:.3} to {plain_position:.3}"
        );
        assert!(f1 >= 0.99, "{name}: {f1}");
        assert!(n.abs_diff(n_lines) * 10 <= n_lines, "{name}: {n}");
        assert!((position - plain_position).abs() <= 0.05, "{name}: {position} and {plain_position}");
    }
}
