//! HTML pages, simple ones: the text as its markup lays it out.

mod blocks;
mod depth;
mod element;
mod facts;
mod furniture;
mod literal;
mod main_part;
mod outline;
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
    if let Some(stated) = facts::stated_text(html).filter(|stated| letters < SHORT && stated.len() > 4 * SHORT) {
        let reading = lay_out(&stated_blocks(&stated));
        return with_warning(reading, "the page shows next to no text; what it states as its text for machines is read");
    }
    if letters > 0 {
        return lay_out(&blocks);
    }
    let reading = lay_out(&blocks::blocks(&outline, &MainPart::whole(&outline)));
    if reading.text.is_empty() { reading } else { with_warning(reading, "no part of the page stands out as its text; all of its words are kept") }
}

/// A block for every line with words.
fn stated_blocks(text: &str) -> Vec<Block<'_>> {
    let block = |line| Block { kind: BlockKind::Paragraph, parts: vec![Part::Words(line)], letters: 1, linked: 0 };
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

#[cfg(test)]
mod tests {
    use super::*;

    fn blocks(source: &str) -> Vec<(BlockKind, String)> {
        let reading = HtmlPage.read(source.as_bytes(), &IngestOptions::default()).unwrap();
        reading.hints.iter().map(|hint| (hint.kind, hint.span.slice(&reading.text).to_owned())).collect()
    }

    #[test]
    fn the_article_is_read_and_the_page_around_it_is_not() {
        let page = "<!doctype html><body><nav><a href=/>Home</a></nav><article><h1>An open web</h1>                    <p class=byline>By Ada Roe</p><p>States must not\n block <b>traffic</b>.<sup>[3]</sup></p>                    <ul><li>VPNs<li>news</ul><blockquote><p>Order first.</p></blockquote>                    <figure><img><figcaption>A cable.</figcaption></figure><script>x()</script>                    <aside>Subscribe now</aside></article><div>Cookies</div>";
        assert_eq!(
            blocks(page),
            [
                (BlockKind::Title, "An open web".to_owned()),
                (BlockKind::Byline, "By Ada Roe".to_owned()),
                (BlockKind::Paragraph, "States must not block traffic.".to_owned()),
                (BlockKind::ListItem, "VPNs".to_owned()),
                (BlockKind::ListItem, "news".to_owned()),
                (BlockKind::BlockQuote, "Order first.".to_owned()),
                (BlockKind::Caption, "A cable.".to_owned()),
                (BlockKind::Boilerplate, "Subscribe now".to_owned()),
            ]
        );
    }

    #[test]
    fn rows_of_data_are_items_and_rows_of_layout_are_not() {
        let page = "<table><tr><th>State</th><th>Joined</th></tr></table><table><tr><td><p>One.</p><p>Two.</p></table>";
        assert_eq!(
            blocks(page),
            [
                (BlockKind::ListItem, "State\tJoined".to_owned()),
                (BlockKind::Paragraph, "One.".to_owned()),
                (BlockKind::Paragraph, "Two.".to_owned()),
            ]
        );
    }

    #[test]
    fn a_page_nested_like_no_page_is_refused() {
        let page = format!("{}x", "<div>".repeat(100_000));
        let problem = HtmlPage.read(page.as_bytes(), &IngestOptions::default()).unwrap_err();
        assert_eq!(problem.code, FailureCode::TooDeep);
    }
}
