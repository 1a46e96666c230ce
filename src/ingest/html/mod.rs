//! HTML pages: the main text, and what the page states about itself.
//!
//! A page is listed once as a flat [`outline`] with letters, letters in links and stops counted for every element.
//! From that, in this order:
//!
//! 1. [`beside`] leaves out what is beside the text, by tags, by the [`words`] in names and by links, unless most of
//!    the running text is in it.
//! 2. [`main_part`] finds the element that holds the text: one that says so, else the smallest with most of the
//!    running text, else what is by the headline.
//! 3. [`blocks`] cuts it into blocks of a kind, and [`furniture`] takes out those that speak of the page.
//!
//! Where that leaves nothing, the text the page states for machines or else all of its words are read, with a warning.
//! Time and memory grow with the length of the page: every pass is linear, and what is nested like no page is refused
//! before it is parsed ([`depth`]).
//!
//! Why no ready extractor: of those tried, the crate `trafilatura` 0.6 does best, but gives text or cleaned markup
//! without the notes, captions and layout that tell kinds of blocks apart, brings a second HTML parser and forty further
//! crates, and finds less than this does (`docs/html_checks.md`, the same pages in the same run).

mod beside;
mod blocks;
mod depth;
mod element;
mod facts;
mod furniture;
mod literal;
mod main_part;
mod outline;
#[cfg(test)]
mod tests;
mod walk;
mod words;

use blocks::{Block, Part};
use literal::unquoted;
use main_part::MainPart;
use outline::Outline;

use super::encoding::{Decoded, Stated, declared, decode};
use super::layout::Layout;
use super::reader::{Problem, Reader, Reading, warning};
use super::repair::LeftAsIs;
use super::watch::watch;
use super::{IngestOptions, WarningCode, head};
use crate::document::BlockKind;
use scraper::Html;

/// Reads the main part of an HTML page into running text.
///
/// Headings, lists, quotes, captions, notes and rows of data become blocks of their kind; navigation, teasers, share
/// buttons, comments and the like are left out. `docs/html.md` says what is believed and in what order.
#[derive(Clone, Copy, Debug)]
pub struct HtmlPage;

impl Reader for HtmlPage {
    fn media_type(&self) -> &'static str {
        "text/html"
    }

    fn read(&self, bytes: &[u8], options: &IngestOptions) -> Result<Reading, Problem> {
        let decoded = decoded(bytes, options)?;
        let reading = read(&decoded.text, options)?;
        Ok(Reading { read_as: decoded.read_as, ..reading })
    }
}

/// A page as text: a page may declare its encoding.
pub(super) fn decoded<'b>(bytes: &'b [u8], options: &IngestOptions) -> Result<Decoded<'b>, Problem> {
    decode(bytes, Stated { by_file: declared::by_page(bytes), by_user: options.encoding })
}

/// Bytes of a page from which on its parser is watched: what a shorter one can ask for takes no second.
const WATCHED: usize = 1 << 16;

/// Reads a page.
///
/// # Errors
/// `too-deep`, or `too-slow` of a large one.
pub(super) fn read(page: &str, options: &IngestOptions) -> Result<Reading, Problem> {
    if page.len() < WATCHED {
        return read_at_once(page, options);
    }
    let (page, own) = (page.to_owned(), options.clone());
    watch(&options.limits, "the page", move || read_at_once(&page, &own))
}

fn read_at_once(page: &str, options: &IngestOptions) -> Result<Reading, Problem> {
    let (source, literals) = unquoted(page);
    depth::check(source.as_bytes(), options.limits.depth)?;
    let html = Html::parse_document(&source);
    let mut reading = text(&html, &options.left_as_is);
    reading.fields = facts::read(&html);
    let has_title = reading.hints.iter().any(|hint| hint.kind == BlockKind::Title);
    if !has_title && !reading.fields.contains_key("title") {
        head::mark(&mut reading);
    }
    if literals > 0 {
        reading.repairs.insert("python-bytes-literal", literals);
    }
    Ok(reading)
}

/// Letters below which a text is so short that what the page states as its text may be all there is.
const SHORT: usize = 250;

/// The main text of a page; where none stands out, the text it states for machines, else all of its words.
fn text(html: &Html, left: &LeftAsIs) -> Reading {
    let outline = Outline::of(html.root_element());
    let main = MainPart::of(&outline);
    let mut blocks = blocks::blocks(&outline, &main);
    furniture::clear(&mut blocks);
    let letters: usize = blocks.iter().map(|block| block.letters).sum();
    if letters >= SHORT {
        return lay_out(&blocks, left);
    }
    if let Some(stated) = facts::stated_text(html).filter(|stated| stated.len() > 4 * SHORT) {
        let reading = lay_out(&stated_blocks(&stated), left);
        let message = "the page shows next to no text; what it states as its text for machines is read";
        return with_warning(reading, message);
    }
    if letters > 0 {
        return lay_out(&blocks, left);
    }
    let reading = lay_out(&blocks::blocks(&outline, &MainPart::whole(&outline)), left);
    if reading.text.is_empty() {
        return reading;
    }
    with_warning(reading, "no part of the page stands out as its text; all of its words are kept")
}

/// A block for every line with words.
fn stated_blocks(text: &str) -> Vec<Block<'_>> {
    let block =
        |line| Block { kind: BlockKind::Paragraph, parts: vec![Part::Words(line)], letters: 1, linked: 0 };
    text.lines().map(block).collect()
}

fn with_warning(mut reading: Reading, message: &str) -> Reading {
    reading.warnings.push(warning(WarningCode::NoMainText, message));
    reading
}

/// The text of the blocks.
fn lay_out(blocks: &[Block<'_>], left: &LeftAsIs) -> Reading {
    let mut layout = Layout::default();
    for block in blocks {
        for part in &block.parts {
            match part {
                Part::Words(words) => layout.words(words),
                Part::LineEnd => layout.line_end(),
                Part::CellEnd => layout.cell_end(),
            }
        }
        layout.close(block.kind);
    }
    layout.finish(left)
}
