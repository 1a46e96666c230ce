//! HTML where none was promised: in a field of a record, or behind the letter and quotes of a Python bytes literal.

use super::IngestOptions;
use super::html::{self, HtmlPage};
use super::reader::{Problem, Reader, Reading};

/// Reads an HTML page, or one that was saved as Python shows bytes (`b'<div>…\n'`), in whole or in part.
#[derive(Clone, Copy, Debug)]
pub struct SavedPage;

impl Reader for SavedPage {
    fn media_type(&self) -> &'static str {
        HtmlPage.media_type()
    }

    fn read(&self, bytes: &[u8], options: &IngestOptions) -> Result<Reading, Problem> {
        let decoded = html::decoded(bytes, options)?;
        let may_hold_literal =
            bytes.windows(3).any(|window| matches!(window, b"b'<" | b"b\"<" | b"b'\\" | b"b\"\\"));
        let mended = if may_hold_literal { without_literals(&decoded.text) } else { None };
        let mut reading = html::read(mended.as_ref().map_or(&decoded.text, |(page, _)| page), options)?;
        reading.repairs.extend(mended.map(|(_, n)| ("bytes-literal", n)));
        reading.read_as = decoded.read_as;
        Ok(reading)
    }
}

/// The reading of a text that is HTML; `None` if it is not.
pub(super) fn reading(text: &str, options: &IngestOptions) -> Option<Result<Reading, Problem>> {
    if !begins(text.as_bytes()) || !text.trim_end().ends_with(['>', '\'', '"']) {
        return None;
    }
    let reading = SavedPage.read(text.as_bytes(), options);
    Some(reading.map(|mut reading| {
        reading.repairs.insert("html-in-text", 1);
        reading
    }))
}

/// Elements that a piece of a page begins with.
const FIRST: [&str; 26] = [
    "html",
    "head",
    "body",
    "main",
    "article",
    "section",
    "header",
    "div",
    "p",
    "h1",
    "h2",
    "h3",
    "h4",
    "ul",
    "ol",
    "table",
    "blockquote",
    "figure",
    "span",
    "strong",
    "b",
    "em",
    "i",
    "a",
    "br",
    "center",
];

/// Whether text begins as a page or a piece of one does, bare or in a bytes literal; `head` may break off.
pub(super) fn begins(head: &[u8]) -> bool {
    let text = head.trim_ascii_start();
    let text = text.strip_prefix(b"b'").or_else(|| text.strip_prefix(b"b\"")).unwrap_or(text);
    let text = ["\\n", "\\t", "\\r", "\\xef\\xbb\\xbf", " "].iter().fold(text, |text, escape| {
        let mut text = text;
        while let Some(rest) = text.strip_prefix(escape.as_bytes()) {
            text = rest;
        }
        text
    });
    let Some(tag) = text.strip_prefix(b"<") else { return false };
    if tag.get(..8).is_some_and(|it| it.eq_ignore_ascii_case(b"!doctype")) || tag.starts_with(b"!--") {
        return true;
    }
    let end = tag.iter().position(|byte| !byte.is_ascii_alphanumeric()).unwrap_or(0);
    let (name, rest) = tag.split_at(end);
    let is_tag = matches!(rest.first(), Some(b'>' | b' ' | b'/' | b'\n' | b'\t' | b'\\'));
    let closes = rest.windows(2).any(|window| window == b"</" || window == b"/>");
    is_tag && closes && FIRST.iter().any(|first| name.eq_ignore_ascii_case(first.as_bytes()))
}

/// Puts what bytes literals with HTML in them stand for in their place, and counts them; `None` if there are none.
/// Python writes a literal on one line.
fn without_literals(text: &str) -> Option<(String, u64)> {
    let (mut out, mut n) = (String::with_capacity(text.len()), 0);
    for line in text.split_inclusive('\n') {
        match literal(line.trim()) {
            Some(inside) => {
                out.push_str(&inside);
                out.push('\n');
                n += 1;
            }
            None => out.push_str(line),
        }
    }
    (n > 0).then_some((out, n))
}

/// What a bytes literal stands for, if it is one, of HTML in UTF-8.
fn literal(line: &str) -> Option<String> {
    let inside = line.strip_prefix('b')?;
    let quote = inside.chars().next().filter(|quote| matches!(quote, '\'' | '"'))?;
    let inside = inside.strip_prefix(quote)?.strip_suffix(quote)?;
    let bytes = unescaped(inside.as_bytes())?;
    String::from_utf8(bytes).ok().filter(|page| page.trim_start().starts_with('<'))
}

/// The bytes that Python's escapes stand for; `None` at one that Python does not write.
fn unescaped(source: &[u8]) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(source.len());
    let mut rest = source.iter().copied();
    while let Some(byte) = rest.next() {
        if byte != b'\\' {
            bytes.push(byte);
            continue;
        }
        bytes.push(match rest.next()? {
            b'n' => b'\n',
            b't' => b'\t',
            b'r' => b'\r',
            b'x' => {
                let digit =
                    |byte: u8| char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
                digit(rest.next()?)? << 4 | digit(rest.next()?)?
            }
            quoted @ (b'\\' | b'\'' | b'"') => quoted,
            _ => return None,
        });
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn literals_stand_for_what_python_would_read() {
        let page = "<h1>Title</h1>\nb'<p>It\\'s the state\\xe2\\x80\\x99s duty.</p>\\n'\n";
        let (mended, n) = without_literals(page).unwrap();
        assert_eq!((mended.as_str(), n), ("<h1>Title</h1>\n<p>It's the state’s duty.</p>\n\n", 1));
        for other in ["b'plain'", "b'<p>\\q'", "b'<p>\\xff'", "<p>b'</p>"] {
            assert_eq!(without_literals(other), None, "{other}");
        }
    }

    #[test]
    fn only_markup_is_markup() {
        let options = IngestOptions::default();
        let text = |source: &str| reading(source, &options).map(|reading| reading.unwrap().text);
        assert_eq!(
            text("<p>Rights &amp; duties</p><p>Order</p>").as_deref(),
            Some("Rights & duties\n\nOrder")
        );
        assert_eq!(text("b'<div>One</div>'").as_deref(), Some("One"));
        for plain in
            ["<3 the open web", "< 5 % of users </br", "<p> is a tag, and </p> another, said he.", "b'plain'"]
        {
            assert_eq!(text(plain), None, "{plain}");
        }
    }
}
