//! Markdown: `CommonMark` with footnotes and tables, and front matter before it.

use super::IngestOptions;
use super::encoding::{Stated, decode};
use super::front_matter;
use super::layout::Layout;
use super::normalize::normalize;
use super::reader::{Problem, Reader, Reading};
use crate::document::BlockKind;
use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

/// Reads Markdown into running text.
///
/// Marks of emphasis go, links keep their words; code blocks, raw HTML, pictures and footnote marks are no
/// words of the author and are left out. A row of a table is a list item, its cells apart by a tab. The
/// first heading of level 1 is the title, unless front matter names one.
#[derive(Clone, Copy, Debug)]
pub struct Markdown;

impl Reader for Markdown {
    fn media_type(&self) -> &'static str {
        "text/markdown"
    }

    fn read(&self, bytes: &[u8], options: &IngestOptions) -> Result<Reading, Problem> {
        let mut repairs = Default::default();
        let mut warnings = Vec::new();
        let decoded = decode(bytes, Stated::by_user(options.encoding))?;
        let source = normalize(&decoded.text, &mut repairs);
        let (fields, body) = front_matter::split(&source, &mut warnings);
        let extensions = Options::ENABLE_FOOTNOTES | Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH;
        let mut page = Page::default();
        Parser::new_ext(body, extensions).for_each(|event| page.take(event));
        let mut reading = page.layout.finish(&options.left_as_is);
        for (kind, count) in repairs {
            *reading.repairs.entry(kind).or_default() += count;
        }
        if let Some(title) = page.title {
            reading.inferred.insert("title".to_owned(), title.into());
        }
        Ok(Reading { fields, warnings, read_as: decoded.read_as, ..reading })
    }
}

/// A page while its events come in.
#[derive(Default)]
struct Page {
    layout: Layout,
    /// The kinds of the blocks around the present place, innermost last.
    around: Vec<BlockKind>,
    /// How many elements without words of the author are open.
    silent: usize,
    title: Option<String>,
}

impl Page {
    fn take(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(&tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) | Event::Code(text) if self.silent == 0 => self.layout.words(&text),
            Event::SoftBreak if self.silent == 0 => self.layout.words(" "),
            Event::HardBreak if self.silent == 0 => self.layout.line_end(),
            _ => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>) {
        match tag {
            Tag::CodeBlock(_) | Tag::HtmlBlock => {
                self.close();
                self.silent += 1;
            }
            Tag::Image { .. } => self.silent += 1,
            _ => {
                if let Some(kind) = kind_of(tag) {
                    self.close();
                    self.around.push(kind);
                } else if matches!(tag, Tag::Paragraph | Tag::List(_)) {
                    self.close();
                }
            }
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::CodeBlock | TagEnd::HtmlBlock | TagEnd::Image => self.silent -= 1,
            TagEnd::Heading(level) => {
                if level == HeadingLevel::H1 && self.title.is_none() && !self.layout.open_words().is_empty() {
                    self.title = Some(self.layout.open_words().to_owned());
                    self.around.pop();
                    self.around.push(BlockKind::Title);
                }
                self.leave();
            }
            TagEnd::Item
            | TagEnd::BlockQuote(_)
            | TagEnd::FootnoteDefinition
            | TagEnd::TableRow
            | TagEnd::TableHead => {
                self.leave();
            }
            TagEnd::Paragraph | TagEnd::List(_) => self.close(),
            TagEnd::TableCell => self.layout.cell_end(),
            _ => {}
        }
    }

    fn close(&mut self) {
        self.layout.close(self.around.last().copied().unwrap_or(BlockKind::Paragraph));
    }

    fn leave(&mut self) {
        self.close();
        self.around.pop();
    }
}

/// The kind of block that an element makes of what is in it.
const fn kind_of(tag: &Tag<'_>) -> Option<BlockKind> {
    match tag {
        Tag::Heading { .. } => Some(BlockKind::Heading),
        Tag::Item | Tag::TableRow | Tag::TableHead => Some(BlockKind::ListItem),
        Tag::BlockQuote(_) => Some(BlockKind::BlockQuote),
        Tag::FootnoteDefinition(_) => Some(BlockKind::Footnote),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn blocks(source: &str) -> Vec<(BlockKind, String)> {
        let reading = Markdown.read(source.as_bytes(), &IngestOptions::default()).unwrap();
        reading.hints.iter().map(|hint| (hint.kind, hint.span.slice(&reading.text).to_owned())).collect()
    }

    #[test]
    fn marks_go_and_words_stay() {
        let source = "# An *open* web\n\nWe **reject** [shutdowns](https://example.org)[^1] and\n`VPN` bans.\n\n\
                      [^1]: As in 2021.\n";
        assert_eq!(
            blocks(source),
            [
                (BlockKind::Title, "An open web".to_owned()),
                (BlockKind::Paragraph, "We reject shutdowns and VPN bans.".to_owned()),
                (BlockKind::Footnote, "As in 2021.".to_owned()),
            ]
        );
    }

    #[test]
    fn lists_quotes_tables_and_code_become_what_they_are() {
        let source = "- one\n  - two\n- three\n\n> Order\n> first.\n\n```\nlet x;\n```\n\n## Part\n\n| a | b |\n|---|---|\n| c | d |\n";
        assert_eq!(
            blocks(source),
            [
                (BlockKind::ListItem, "one".to_owned()),
                (BlockKind::ListItem, "two".to_owned()),
                (BlockKind::ListItem, "three".to_owned()),
                (BlockKind::BlockQuote, "Order first.".to_owned()),
                (BlockKind::Heading, "Part".to_owned()),
                (BlockKind::ListItem, "a\tb".to_owned()),
                (BlockKind::ListItem, "c\td".to_owned()),
            ]
        );
    }
}
