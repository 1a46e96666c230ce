//! HTML pages, simple ones: the text as its markup lays it out.

mod depth;
mod element;
mod facts;
mod walk;

use depth::{MAX_DEPTH, nesting};
use element::{is_block, is_cell, is_data_row, is_note_mark, is_silent, own_kind};
use walk::{Descent, Step, walk};

use super::layout::Layout;
use super::normalize::decode;
use super::reader::{Problem, Reader, Reading};
use super::{FailureCode, IngestOptions};
use crate::document::BlockKind;
use scraper::node::Element;
use scraper::{ElementRef, Html, Node};

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
        let source = decode(bytes)?;
        if nesting(source.as_bytes()) > MAX_DEPTH {
            let message = format!(
                "elements are nested more than {MAX_DEPTH} deep, as no page for people is; save the text itself"
            );
            return Err(Problem::new(FailureCode::TooDeep, message));
        }
        let html = Html::parse_document(source);
        let mut page = Page::default();
        walk(main_part(&html), |step| page.take(step));
        let mut reading = page.layout.finish();
        reading.fields = facts::read(&html);
        Ok(reading)
    }
}

/// The element whose text is the document.
fn main_part(html: &Html) -> ElementRef<'_> {
    let root = html.root_element();
    let is_main = |element: &Element| {
        matches!(element.name(), "main" | "article") || element.attr("role") == Some("main")
    };
    let whole = weight(root);
    let candidates = root.descendent_elements().filter(|element| is_main(element.value())).take(64);
    let (best, share) = candidates
        .map(|element| (element, weight(element)))
        .fold((root, 0), |best, next| if next.1 > best.1 { next } else { best });
    if share * 3 >= whole { best } else { root }
}

/// The bytes of text in an element that are read as body text.
fn weight(element: ElementRef<'_>) -> usize {
    let mut weight = 0;
    walk(element, |step| match step {
        Step::Enter(Node::Element(inner), _)
            if is_silent(inner) || own_kind(inner) == Some(BlockKind::Boilerplate) =>
        {
            Descent::Skip
        }
        Step::Enter(Node::Text(text), _) => {
            weight += text.trim().len();
            Descent::Into
        }
        _ => Descent::Into,
    });
    weight
}

/// The text of a page while its nodes come in.
#[derive(Default)]
struct Page {
    layout: Layout,
    /// The kinds of the blocks around the present place, innermost last.
    around: Vec<BlockKind>,
    has_title: bool,
    /// Whether the innermost block is a row of data.
    in_row: bool,
    /// How many links are open.
    links: usize,
    /// Letters of the open block that stand in links.
    linked: usize,
}

impl Page {
    fn take(&mut self, step: Step<'_>) -> Descent {
        match step {
            Step::Enter(Node::Text(text), _) => {
                self.layout.words(text);
                self.linked += if self.links > 0 { n_letters(text) } else { 0 };
            }
            Step::Enter(Node::Element(element), Some(place)) => {
                if is_silent(element) || is_note_mark(place) {
                    return Descent::Skip;
                }
                self.enter(element, place);
            }
            Step::Leave(Node::Element(element)) => self.leave(element),
            _ => {}
        }
        Descent::Into
    }

    fn enter(&mut self, element: &Element, place: ElementRef<'_>) {
        if element.name() == "br" {
            self.layout.line_end();
        } else if element.name() == "a" {
            self.links += 1;
        } else if self.begins_block(element) {
            self.close();
            self.in_row = element.name() == "tr" && is_data_row(place);
            let kind = self.kind(element);
            self.around.push(kind);
        }
    }

    fn leave(&mut self, element: &Element) {
        if self.begins_block(element) {
            self.close();
            self.around.pop();
            self.in_row = false;
        } else if is_cell(element) {
            self.layout.cell_end();
        } else if element.name() == "a" {
            self.links -= 1;
        }
    }

    /// The cells of a row of data are no blocks of their own.
    fn begins_block(&self, element: &Element) -> bool {
        is_block(element) && !(self.in_row && is_cell(element))
    }

    /// What a block is: what its element says, unless what is around it says more.
    fn kind(&mut self, element: &Element) -> BlockKind {
        let outer = self.around.last().copied().unwrap_or(BlockKind::Paragraph);
        if matches!(
            outer,
            BlockKind::Boilerplate | BlockKind::Footnote | BlockKind::Caption | BlockKind::Byline
        ) {
            return outer;
        }
        if element.name() == "h1" && !self.has_title {
            self.has_title = true;
            return BlockKind::Title;
        }
        if self.in_row {
            return BlockKind::ListItem;
        }
        own_kind(element).unwrap_or(outer)
    }

    fn close(&mut self) {
        let kind = self.around.last().copied().unwrap_or(BlockKind::Paragraph);
        let linked = std::mem::take(&mut self.linked);
        let is_menu = matches!(kind, BlockKind::Paragraph | BlockKind::ListItem)
            && linked * 10 >= n_letters(self.layout.open_words()) * 9;
        self.layout.close(if is_menu { BlockKind::Boilerplate } else { kind });
    }
}

/// How many letters and digits there are; white space differs between source and text.
fn n_letters(text: &str) -> usize {
    text.chars().filter(|letter| letter.is_alphanumeric()).count()
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
