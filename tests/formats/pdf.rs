//! PDF.

use crate::{Outcome, blocks};
use normscope::ingest::{IngestOptions, Input};

/// Letters of Helvetica are about this wide, in parts of the size.
const WIDTH: f64 = 0.5;

/// A PDF of these paragraphs, set in lines of this many columns, with a running head and a number on each page.
pub fn print(paragraphs: &[&str], n_columns: usize) -> Vec<u8> {
    let (width, gap) = (480.0 / n_columns as f64, 24.0);
    let n_letters = ((width - gap) / (10.0 * WIDTH)) as usize;
    let mut lines: Vec<(String, bool)> = Vec::new();
    for paragraph in paragraphs {
        lines.extend(wrapped(paragraph, n_letters).into_iter().map(|line| (line, false)));
        if let Some(last) = lines.last_mut() {
            last.1 = true;
        }
    }
    let mut pages: Vec<Vec<u8>> = Vec::new();
    let (mut page, mut column, mut y) = (Vec::new(), 0, 720.0);
    for (line, ends) in lines {
        if y < 80.0 {
            (column, y) = (column + 1, 720.0);
        }
        if column == n_columns {
            pages.push(std::mem::take(&mut page));
            column = 0;
        }
        page.extend(text_at(60.0 + width * column as f64, y, &line));
        y -= if ends { 22.0 } else { 12.0 };
    }
    pages.push(page);
    for (at, page) in pages.iter_mut().enumerate() {
        page.extend(text_at(60.0, 770.0, "Journal of Open Orders"));
        page.extend(text_at(300.0, 40.0, &format!("{}", at + 1)));
    }
    file(&pages)
}

/// A paragraph in lines of at most `n` letters.
pub fn wrapped(paragraph: &str, n: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in paragraph.split_whitespace() {
        let line = lines.last().unwrap();
        if !line.is_empty() && line.chars().count() + 1 + word.chars().count() > n {
            lines.push(String::new());
        }
        let line = lines.last_mut().unwrap();
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    lines
}

/// The operators that show a line.
pub fn text_at(x: f64, y: f64, line: &str) -> Vec<u8> {
    sized(x, y, 10.0, line)
}

/// The operators that show a line in this size; the font has `\u{1}` for the ligature of f and i.
pub fn sized(x: f64, y: f64, size: f64, line: &str) -> Vec<u8> {
    let (bytes, _, _) = encoding_rs::WINDOWS_1252.encode(line);
    let mut out = format!("BT /F1 {size} Tf 1 0 0 1 {x} {y} Tm (").into_bytes();
    for &byte in bytes.iter() {
        if matches!(byte, b'(' | b')' | b'\\') {
            out.push(b'\\');
        }
        out.push(byte);
    }
    out.extend_from_slice(b") Tj ET\n");
    out
}

/// The font of every page.
pub const FONT: &str = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding \
                        << /BaseEncoding /WinAnsiEncoding /Differences [1 /fi] >> >>";

/// A stream with more in its dictionary.
pub fn stream(dictionary: &str, content: &[u8]) -> Vec<u8> {
    let mut stream = format!("<< /Length {} {dictionary} >>\nstream\n", content.len()).into_bytes();
    stream.extend_from_slice(content);
    stream.extend_from_slice(b"\nendstream");
    stream
}

/// A file of these pages.
pub fn file(pages: &[Vec<u8>]) -> Vec<u8> {
    let kids: String = (0..pages.len()).map(|at| format!("{} 0 R ", 4 + at * 2)).collect();
    let mut objects = vec![
        b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
        format!("<< /Type /Pages /Kids [{kids}] /Count {} >>", pages.len()).into_bytes(),
        FONT.as_bytes().to_vec(),
    ];
    for (at, page) in pages.iter().enumerate() {
        objects.push(format!("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /Contents {} 0 R >>", 5 + at * 2).into_bytes());
        objects.push(stream("", page));
    }
    of_objects(&objects, "")
}

/// A file of these objects, the first of which is the catalogue, with more in its trailer.
pub fn of_objects(objects: &[Vec<u8>], trailer: &str) -> Vec<u8> {
    let mut bytes = b"%PDF-1.4\n".to_vec();
    let mut offsets = Vec::new();
    for (at, object) in objects.iter().enumerate() {
        offsets.push(bytes.len());
        bytes.extend(format!("{} 0 obj\n", at + 1).into_bytes());
        bytes.extend_from_slice(object);
        bytes.extend_from_slice(b"\nendobj\n");
    }
    let start = bytes.len();
    bytes.extend(format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).into_bytes());
    offsets.iter().for_each(|offset| bytes.extend(format!("{offset:010} 00000 n \n").into_bytes()));
    let n = objects.len() + 1;
    let end = format!("trailer << /Size {n} /Root 1 0 R {trailer} >>\nstartxref\n{start}\n%%EOF\n");
    bytes.extend(end.into_bytes());
    bytes
}

#[test]
fn heads_numbers_and_line_ends_are_no_text() {
    let paragraph =
        "States must act, and the gov- ernment said so on the way to a second reading of the act. "
            .repeat(200);
    let outcome = Outcome::memory("a.pdf", print(&[&paragraph, "Last words of all."], 1));
    let text = outcome.only().text.to_string();
    assert!(!text.contains("Journal"), "{text}");
    assert!(text.contains("States must act, and the gov"), "{text}");
    assert!(text.trim_end().ends_with("Last words of all."), "{text}");
    assert!(blocks(outcome.only()).len() <= 8, "{:?}", blocks(outcome.only()));
}

#[test]
fn a_pdf_without_a_text_is_an_error() {
    let outcome = Outcome::memory("blank.pdf", file(&[Vec::new()]));
    assert_eq!(outcome.failed(), ["blank.pdf no-text-layer"]);
    let whole = print(&[&"States must act. ".repeat(400)], 1);
    let outcome = Outcome::memory("half.pdf", whole[..whole.len() / 2].to_vec());
    assert_eq!(outcome.failed(), ["half.pdf damaged"]);
    let outcome = Outcome::memory("none.pdf", "%PDF-1.7\nnothing");
    assert_eq!(outcome.failed(), ["none.pdf damaged"]);
}

#[test]
fn every_real_file_is_a_text_or_one_error() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpora/pdf");
    if !folder.exists() {
        println!("skipped: {} is not here", folder.display());
        return;
    }
    let outcome = Outcome::of(&[Input::Path(folder.clone())], &IngestOptions::default());
    let n_files = std::fs::read_dir(folder)
        .unwrap()
        .filter(|it| it.as_ref().unwrap().path().extension().is_some_and(|it| it == "pdf"))
        .count();
    for document in &outcome.documents {
        let n = document.text.split_whitespace().count();
        println!(
            "{}: {n} words, {:?}, {:?}",
            document.id,
            document.repairs,
            document.warnings.iter().map(|it| it.code).collect::<Vec<_>>()
        );
        assert!(n > 0, "{}", document.id);
    }
    outcome
        .failures
        .iter()
        .for_each(|failure| println!("{}: {} ({})", failure.path, failure.code, failure.message));
    assert_eq!(outcome.documents.len() + outcome.failures.len(), n_files);
}
