//! The contract of `ingest::Reader` and `ingest::Container`.

use normscope::ingest::{Body, Contents, Format, IngestOptions, Plug, RawRecord, Reader, Reading};
use proptest::prelude::*;
use unicode_normalization::is_nfc;

/// Original pieces that wake every branch of some reader.
const PIECES: [&str; 48] = [
    "States must not block traffic.",
    "E\u{301}tat",
    "\u{FEFF}",
    "\r\n",
    "\r",
    "\n\n",
    "\0",
    "\u{85}",
    "\u{2028}",
    "🛰",
    "---\ntitle: A\nauthors: [b, c]\n---\n",
    "+++\na = 1\n+++\n",
    "# Heading\n\n",
    "- item\n",
    "> quote\n",
    "[^1]",
    "[^1]: note\n",
    "| a | b |\n|---|---|\n| c | d |\n",
    "```\ncode\n```\n",
    "<!doctype html><article><h1>T</h1>",
    "<p>word<br>",
    "<table><tr><td>a<td><p>b</table>",
    "<aside>x</aside>",
    "<div class=entry-content><h2>Part</h2>",
    "<div id=comments><ul><li><a href=/x>x</a>",
    "<h3>Related stories</h3>",
    "<br>\n<br>",
    "<sup><a href='#n1'>1</a></sup>",
    "<li id=fn1>note <a href='#r1'>\u{21A9}</a>",
    "<time datetime=2026-01-08T10:00Z>E\u{301}</time>",
    "<script type='application/ld+json'>{\"@graph\": [{\"datePublished\": \"2026-13-99\", \"articleBody\": \"x\\u0301\\r\"},]}</script>",
    "\nb'<p>It\\xe2\\x80\\x99s \\xcc\\x81</p>'\n",
    "&#x301;&#13;&#0;&nbsp;",
    "</div></article>",
    "{\"id\": 1, \"text\": \"x\\u0301\\r\\n\\ufeff\"}\n",
    "{\"text\"",
    "text,id\n\"a\nb\",2\n",
    "\"",
    ",",
    "\t",
    "Ada Roe / Jan 8, 2026\n",
    "{\\rtf1\\ansi ",
    "\\'e9\\u233?\\par\n",
    "{\\footnote \\pard x}\\cell\\row ",
    "}",
    "[{\"text\": \"x\"}, ",
    "]",
    "b'<p>x\\xe2\\x80\\x99</p>'",
];

fn plugs() -> impl Iterator<Item = (Format, Plug)> {
    Format::ALL.iter().copied().map(|format| (format, format.plug()))
}

/// Every reading that `bytes` give when they are taken for a file of this format.
fn readings(plug: Plug, bytes: &[u8]) -> Vec<Reading> {
    let options = IngestOptions::default();
    let read = |reader: &dyn Reader, bytes: &[u8]| reader.read(bytes, &options).ok();
    match plug {
        Plug::Reader(reader) => read(reader, bytes).into_iter().collect(),
        Plug::Container(container) => {
            let file = Contents::of_memory(bytes);
            let records: Vec<RawRecord> = container.split(&file, &options).filter_map(Result::ok).collect();
            assert!(
                records.windows(2).all(|pair| pair[0].line < pair[1].line),
                "records come in the order of lines"
            );
            let readers = records.iter().filter_map(|record| match &record.body {
                Body::Bytes(bytes, reader) => read(*reader, bytes),
                Body::Fields(_) => None,
            });
            readers.collect()
        }
    }
}

/// What a reading promises.
fn check(format: Format, reading: &Reading) {
    let text = reading.text.as_str();
    assert!(is_nfc(text), "{format:?}: {text:?} is not NFC");
    let control = |c: char| c.is_control() && !matches!(c, '\n' | '\t' | '\u{C}');
    assert!(
        !text.contains(|c: char| control(c) || matches!(c, '\u{FEFF}' | '\u{2028}' | '\u{2029}')),
        "{format:?}: {text:?}"
    );
    for pair in reading.hints.windows(2) {
        assert!(pair[0].span.end() < pair[1].span.start(), "{format:?}: hints overlap or are not sorted");
    }
    for hint in &reading.hints {
        let range = hint.span.range();
        assert!(
            range.end <= text.len() && text.is_char_boundary(range.start) && text.is_char_boundary(range.end)
        );
        assert!(
            range.start == 0 || text.as_bytes()[range.start - 1] == b'\n',
            "{format:?}: a hint begins inside a line"
        );
        assert!(
            range.end == text.len() || text.as_bytes()[range.end] == b'\n',
            "{format:?}: a hint ends inside a line"
        );
        assert!(!hint.span.slice(text).trim().is_empty(), "{format:?}: a hint covers no word");
    }
}

fn check_all(bytes: &[u8]) {
    for (format, plug) in plugs() {
        let first = readings(plug, bytes);
        first.iter().for_each(|reading| check(format, reading));
        assert_eq!(first, readings(plug, bytes), "{format:?}: the same bytes give the same readings");
    }
}

#[test]
fn every_piece_by_itself_keeps_the_contract() {
    PIECES.iter().for_each(|piece| check_all(piece.as_bytes()));
    check_all(b"");
}

#[test]
fn every_format_is_found_by_each_of_its_endings() {
    for (format, _) in plugs() {
        for ending in format.endings() {
            assert_eq!(Format::of_name(&format!("un/speech.{}", ending.to_uppercase())), Some(format));
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn pieces_in_any_order_keep_the_contract(pieces in prop::collection::vec(prop::sample::select(&PIECES), 0..12)) {
        check_all(pieces.concat().as_bytes());
    }

    #[test]
    fn any_text_keeps_the_contract(text in any::<String>()) {
        check_all(text.as_bytes());
    }

    #[test]
    fn any_bytes_keep_the_contract(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        check_all(&bytes);
    }
}
