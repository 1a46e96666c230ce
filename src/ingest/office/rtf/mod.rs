//! Rich Text Format (`.rtf`).
//!
//! Read with a lexer of our own: `rtf-parser` 0.4 knows neither the code pages of fonts nor notes, fields, changes that
//! are tracked, tables or styles, so that their insides would run into the text.

mod code_page;
mod group;
mod page;
mod token;

use super::package::damaged;
use crate::ingest::reader::{Problem, Reader, Reading};
use crate::ingest::{FailureCode, IngestOptions};
use page::Page;
use token::Tokens;

/// Reads an RTF document: what its last reader saw on the page, with all changes accepted.
///
/// What is left out and what is kept are as for Word documents.
#[derive(Clone, Copy, Debug)]
pub struct Rtf;

/// What it is, in messages.
const WHAT: &str = "an RTF document";

impl Reader for Rtf {
    fn media_type(&self) -> &'static str {
        "application/rtf"
    }

    fn read(&self, bytes: &[u8], options: &IngestOptions) -> Result<Reading, Problem> {
        let source = bytes.trim_ascii_start();
        if !source.starts_with(b"{\\rtf") {
            return Err(damaged(WHAT, "it does not begin as one"));
        }
        let mut page = Page::default();
        let mut tokens = Tokens::new(source);
        while let Some(token) = tokens.next() {
            page.take(token, &mut tokens);
            if page.depth() > options.limits.depth {
                let message = format!(
                    "groups are nested more than {} deep; save the text itself, or raise --max-depth",
                    options.limits.depth
                );
                return Err(Problem::new(FailureCode::TooDeep, message));
            }
            if page.is_done() {
                return Ok(page.finish(&options.left_as_is));
            }
        }
        Err(damaged(WHAT, "it breaks off"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn blocks(source: &str) -> Vec<(&'static str, String)> {
        let reading = Rtf.read(source.as_bytes(), &IngestOptions::default()).unwrap();
        reading
            .hints
            .iter()
            .map(|hint| (hint.kind.name(), hint.span.slice(&reading.text).to_owned()))
            .collect()
    }

    fn texts(body: &str) -> Vec<String> {
        blocks(&format!(r"{{\rtf1\ansi\ansicpg1252 {body}}}")).into_iter().map(|(_, text)| text).collect()
    }

    #[test]
    fn letters_come_from_code_pages_and_from_numbers() {
        let fonts = r"{\fonttbl{\f0 Times;}{\f1\fcharset204 Times Cyr;}{\f2\fcharset128 Mincho;}}";
        let text = r"\f0 caf\'e9 \f1 \'cc\'e8\'f0 \f2 \'93\'fa\'96\'7b\plain\f0\u8217?s \u-10178?\u-8940?\uc2\u233??!";
        assert_eq!(texts(&format!("{fonts}{text}")), ["café Мир 日本’s \u{1F914}é!"].map(str::to_owned));
    }

    #[test]
    fn what_is_no_text_is_left_out() {
        let body = r"{\info{\title A}}{\*\generator X;}{\header Page {\field{\*\fldinst PAGE}{\fldrslt 3}}}\pard One{\v hidden}{\deleted gone}{\*\annotation no}{\pict\bin4 {}{}} two\-fold non\_state.\par {\field{\*\fldinst{HYPERLINK x}}{\fldrslt Link}} {\field{\*\fldinst TOC}{\fldrslt One 1}}\par";
        assert_eq!(texts(body), ["One twofold non-state.", "Link"].map(str::to_owned));
    }

    #[test]
    fn styles_notes_lists_and_rows_become_what_they_are() {
        let source = r"{\rtf1\ansi{\stylesheet{\s1 heading 1;}{\s2\sbasedon1 Mine;}{\s3 Title;}}
            \pard\s3 The order\par\pard\s1 Part\par\pard Words{\footnote\pard See here.} go on.\par
            \pard{\listtext\'95\tab}\ls1 First\par\pard\trowd\intbl State\cell 41\cell\row\pard Last.}";
        let expected = [
            ("title", "The order"),
            ("heading", "Part"),
            ("paragraph", "Words go on."),
            ("list_item", "First"),
            ("list_item", "State\t41"),
            ("paragraph", "Last."),
            ("footnote", "See here."),
        ];
        assert_eq!(blocks(source), expected.map(|(kind, text)| (kind, text.to_owned())));
    }

    #[test]
    fn what_breaks_off_or_never_ends_is_one_error() {
        let read = |source: &[u8]| Rtf.read(source, &IngestOptions::default()).unwrap_err().code;
        assert_eq!(read(b"{\\rtf1 words"), FailureCode::Damaged);
        assert_eq!(read(b"words"), FailureCode::Damaged);
        assert_eq!(read(&[b"{\\rtf1".as_slice(), &b"{".repeat(100_000)].concat()), FailureCode::TooDeep);
        let nested = |n: usize| [b"{\\rtf1 x".as_slice(), &b"{".repeat(n - 1), &b"}".repeat(n)].concat();
        let options = IngestOptions::default();
        assert!(Rtf.read(&nested(options.limits.depth), &options).is_ok());
        assert_eq!(read(&nested(options.limits.depth + 1)), FailureCode::TooDeep);
    }
}
