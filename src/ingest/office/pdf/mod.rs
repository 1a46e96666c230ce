//! PDF.

mod join;
mod pages;

use super::flow::Flow;
use super::package::{damaged, encrypted};
use super::properties;
use crate::ingest::reader::{Problem, Reader, Reading, warning};
use crate::ingest::repair::{Mender, RepairKind};
use crate::ingest::{FailureCode, IngestOptions, WarningCode};
use pages::Sheet;
use std::panic::catch_unwind;
use unpdf::{Document, Error, ParseOptions};

/// Reads a PDF: its text in reading order, columns one after the other.
///
/// What stands at the head or foot of most pages is left out, and so are numbers of pages and marks of notes;
/// hyphens at line ends are undone, and paragraphs that a page end cuts are joined. A file that is locked, cut short or
/// without text is a failure, never an empty document.
#[derive(Clone, Copy, Debug)]
pub struct Pdf;

/// What it is, in messages.
const WHAT: &str = "a PDF";

impl Reader for Pdf {
    fn media_type(&self) -> &'static str {
        "application/pdf"
    }

    fn read(&self, bytes: &[u8], options: &IngestOptions) -> Result<Reading, Problem> {
        let pdf = parse(bytes)?;
        check(&pdf, bytes)?;
        let left = &options.left_as_is;
        let mut mender = Mender::new(left);
        let mut sheets: Vec<Sheet> = pdf.pages.iter().map(pages::sheet).collect();
        if mender.mends(RepairKind::PageFurniture) {
            pages::drop_furniture(&mut sheets, &mut mender);
        }
        let mut flow = Flow::default();
        join::join(sheets, &mut mender).into_iter().for_each(|piece| piece.add_to(&mut flow));
        let mut reading = flow.finish(left);
        mender.join(&mut reading);
        if reading.text.trim().is_empty() {
            return Err(without_text(&pdf));
        }
        reading.warnings.extend(partly(&pdf).map(|message| warning(WarningCode::PartlyRead, message)));
        add_properties(&pdf, &mut reading);
        Ok(reading)
    }
}

/// Parses a file, one page after the other; the library may panic on a file that is not what it says.
fn parse(bytes: &[u8]) -> Result<Document, Problem> {
    let options = ParseOptions::new().lenient().with_resources(false).sequential();
    let parsed = catch_unwind(|| unpdf::parse_bytes_with_options(bytes, options));
    let parsed = parsed.map_err(|_| damaged(WHAT, "its parts do not fit together"))?;
    parsed.map_err(|error| match error {
        Error::Encrypted | Error::InvalidPassword => encrypted(WHAT),
        other => damaged(WHAT, &other.to_string()),
    })
}

/// Refuses what was read only in part, or not at all.
fn check(pdf: &Document, bytes: &[u8]) -> Result<(), Problem> {
    let quality = &pdf.extraction_quality;
    let n_words = quality.word_count;
    if quality.encrypted && n_words == 0 {
        return Err(encrypted(WHAT));
    }
    let tail = &bytes[bytes.len().saturating_sub(2048)..];
    let ends = tail.windows(5).any(|window| window == b"%%EOF");
    if quality.pages_incomplete || quality.xref_reconstructed && !ends {
        return Err(damaged(WHAT, "it breaks off, and pages are missing"));
    }
    if n_words == 0 || quality.replacement_char_ratio() > 0.1 {
        return Err(without_text(pdf));
    }
    Ok(())
}

/// Why there is no text.
fn without_text(pdf: &Document) -> Problem {
    let quality = &pdf.extraction_quality;
    let why = if quality.suppressed_text_runs > 0 || quality.replacement_char_count > 0 {
        "its fonts do not say which letters they show"
    } else if quality.is_scan_pdf || pdf.pages.iter().any(|page| page.image_op_count > 0) {
        "its pages are pictures"
    } else {
        "there is no text on its pages"
    };
    let message = format!(
        "a PDF without a text that can be read: {why}; run it through OCR, or find the text elsewhere"
    );
    Problem::new(FailureCode::NoTextLayer, message)
}

/// What could not be read, in words, if anything.
fn partly(pdf: &Document) -> Option<String> {
    let is_picture = |page: &&unpdf::Page| page.painted_text_chars == 0 && page.image_op_count > 0;
    let n_pictures = pdf.pages.iter().filter(is_picture).count();
    let n_broken = pdf
        .pages
        .iter()
        .filter(|page| page.suppressed_text_runs + page.undecodable_content_streams > 0)
        .count();
    (n_pictures + n_broken > 0).then(|| {
        format!(
            "of {} pages, {n_pictures} are pictures without text, and {n_broken} have parts that cannot be read",
            pdf.pages.len()
        )
    })
}

fn add_properties(pdf: &Document, reading: &mut Reading) {
    let facts = &pdf.metadata;
    let time = |time: Option<String>| time.unwrap_or_default();
    let stated = [
        ("title", facts.title.clone().unwrap_or_default()),
        ("creator", facts.author.clone().unwrap_or_default()),
        ("subject", facts.subject.clone().unwrap_or_default()),
        ("keywords", facts.keywords.clone().unwrap_or_default()),
        ("created", time(facts.created.as_ref().map(|time| time.to_rfc3339()))),
        ("modified", time(facts.modified.as_ref().map(|time| time.to_rfc3339()))),
    ];
    for (name, value) in stated {
        properties::add_one(name, value.trim().to_owned(), reading);
    }
}
