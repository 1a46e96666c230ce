//! PDF.

mod bounds;
mod join;
mod pages;
mod reach;
mod weight;

use super::flow::Flow;
use super::package::{damaged, encrypted};
use super::properties;
use crate::ingest::reader::{Problem, Reader, Reading, warning};
use crate::ingest::repair::{Mender, RepairKind};
use crate::ingest::watch::watch;
use crate::ingest::{FailureCode, IngestOptions, Limits, WarningCode};
use pages::Sheet;
use unpdf::parser::raw::RawDocument;
use unpdf::{Document, Error, Page, PageSelection, ParseOptions};
use weight::weigh;

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
        let (pdf, n_heavy) = parse(bytes, &options.limits)?;
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
        reading
            .warnings
            .extend(partly(&pdf, n_heavy).map(|message| warning(WarningCode::PartlyRead, message)));
        add_properties(&pdf, &mut reading);
        Ok(reading)
    }
}

/// Parses a file in bounds, and counts the pages that are left out; watched, because the library may take its time, or
/// panic on a file that is not what it says.
fn parse(bytes: &[u8], limits: &Limits) -> Result<(Document, usize), Problem> {
    let own = bytes.to_vec();
    watch(limits, "the PDF", move || {
        bounds::check(&own)?;
        parse_light_pages(&own)
    })
}

fn parse_light_pages(bytes: &[u8]) -> Result<(Document, usize), Problem> {
    let pages = weigh(&RawDocument::load(bytes).map_err(broken)?)?;
    let mut options = ParseOptions::new().lenient().with_resources(false).sequential();
    if pages.n_heavy > 0 {
        options = options.with_pages(PageSelection::Pages(pages.light));
    }
    let parsed = unpdf::parse_bytes_with_options(bytes, options).map_err(broken)?;
    Ok((parsed, pages.n_heavy))
}

/// Why the library does not read a file.
fn broken(error: Error) -> Problem {
    match error {
        Error::Encrypted | Error::InvalidPassword => encrypted(WHAT),
        other => damaged(WHAT, &other.to_string()),
    }
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
fn partly(pdf: &Document, n_heavy: usize) -> Option<String> {
    let is_picture = |page: &&Page| page.painted_text_chars == 0 && page.image_op_count > 0;
    let n = |is: &dyn Fn(&&Page) -> bool| pdf.pages.iter().filter(is).count();
    let reasons = [
        (n(&is_picture), "pictures without text"),
        (
            n(&|page| page.suppressed_text_runs + page.undecodable_content_streams > 0),
            "with parts that cannot be read",
        ),
        (n_heavy, "drawn of too many pieces, or too wide, to be read"),
        (n(&is_turned), "with words set aslant, whose order is uncertain"),
    ];
    let stated: Vec<String> =
        reasons.iter().filter(|(n, _)| *n > 0).map(|(n, what)| format!("{n} {what}")).collect();
    (!stated.is_empty()).then(|| format!("of {} pages: {}", pdf.pages.len() + n_heavy, stated.join(", ")))
}

/// Whether more of a page than a note on its margin does not run from left to right.
fn is_turned(page: &&Page) -> bool {
    page.rotated_text_runs > 8
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
