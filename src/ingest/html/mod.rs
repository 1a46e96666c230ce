//! HTML pages, simple ones: the text as its markup lays it out.

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
use depth::{MAX_DEPTH, nesting};
use literal::unquoted;
use main_part::MainPart;
use outline::Outline;

use super::layout::Layout;
use super::normalize::decode;
use super::reader::{Problem, Reader, Reading, warning};
use super::{FailureCode, IngestOptions, WarningCode};
use crate::document::BlockKind;
use scraper::Html;

/// Reads the main part of an HTML page into running text.
///
/// The main part is the largest `main` or `article` if it holds at least a third of the words, else the body.
/// Scripts, forms, navigation and what is hidden are left out; `footer` and `aside` are kept as boilerplate.
/// Facts come from `meta`, `link`, `time`, `lang` and the headline.
#[derive(Clone, Copy, Debug)]
pub struct HtmlPage;

impl Reader for HtmlPage {
    fn media_type(&self) -> &'static str {
        "text/html"
    }

    fn read(&self, bytes: &[u8], _options: &IngestOptions) -> Result<Reading, Problem> {
        let (source, literals) = unquoted(decode(bytes)?);
        if nesting(source.as_bytes()) > MAX_DEPTH {
            let message = format!(
                "elements are nested more than {MAX_DEPTH} deep, as no page for people is; save the text itself"
            );
            return Err(Problem::new(FailureCode::TooDeep, message));
        }
        let html = Html::parse_document(&source);
        let mut reading = text(&html);
        reading.fields = facts::read(&html);
        if literals > 0 {
            reading.repairs.insert("python-bytes-literal", literals);
        }
        Ok(reading)
    }
}

/// Letters below which a text is so short that what the page states as its text may be all there is.
const SHORT: usize = 250;

/// The main text of a page; where none stands out, the text it states for machines, else all of its words.
fn text(html: &Html) -> Reading {
    let outline = Outline::of(html.root_element());
    let main = MainPart::of(&outline);
    let mut blocks = blocks::blocks(&outline, &main);
    furniture::clear(&mut blocks);
    let letters: usize = blocks.iter().map(|block| block.letters).sum();
    if let Some(stated) =
        facts::stated_text(html).filter(|stated| letters < SHORT && stated.len() > 4 * SHORT)
    {
        let reading = lay_out(&stated_blocks(&stated));
        return with_warning(
            reading,
            "the page shows next to no text; what it states as its text for machines is read",
        );
    }
    if letters > 0 {
        return lay_out(&blocks);
    }
    let reading = lay_out(&blocks::blocks(&outline, &MainPart::whole(&outline)));
    if reading.text.is_empty() {
        reading
    } else {
        with_warning(reading, "no part of the page stands out as its text; all of its words are kept")
    }
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
fn lay_out(blocks: &[Block<'_>]) -> Reading {
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
    layout.finish()
}
