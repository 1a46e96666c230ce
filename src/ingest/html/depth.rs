//! How deep markup is nested, told before it is parsed.

use crate::ingest::FailureCode;
use crate::ingest::reader::Problem;

/// The most elements that a parser adds of itself: some hundred bytes each.
const MOST_IMPLIED: u64 = 2_000_000;

/// Refuses a page whose elements are nested more than `most` deep, or made to multiply. The parser's time grows with the
/// square of the depth (nested `div`s, debug build: 1,000 in 14 ms, 5,000 in 160 ms, 50,000 in 12 s). Pages for people stay
/// below 100.
///
/// # Errors
/// `too-deep`.
pub(super) fn check(source: &[u8], most: usize) -> Result<(), Problem> {
    let nesting = Nesting::of(source);
    let message = if nesting.deepest > most {
        format!(
            "elements are nested more than {most} deep, as no page for people is; save the text itself, or raise \
             --max-depth"
        )
    } else if nesting.implied > MOST_IMPLIED {
        "marks of emphasis are opened and never closed, so that each of its blocks holds all of them; save the text itself"
            .to_owned()
    } else {
        return Ok(());
    };
    Err(Problem::new(FailureCode::TooDeep, message))
}

/// How deep markup is nested, as far as the bytes tell without parsing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Nesting {
    /// The most elements open at once; ends that may be left out (`</p>`, `</li>`) are not counted.
    deepest: usize,
    /// About the most elements that a parser may add: a mark of emphasis that is open where a block ends goes on in the
    /// next, and is an element of its own there.
    implied: u64,
}

impl Nesting {
    fn of(source: &[u8]) -> Self {
        let (mut found, mut rest) = (Self::default(), source);
        let (mut depth, mut marks) = (0_usize, 0_u64);
        while let Some(at) = rest.iter().position(|&byte| byte == b'<') {
            rest = &rest[at + 1..];
            let closing = rest.strip_prefix(b"/");
            let name = tag_name(closing.unwrap_or(rest));
            let is_mark = is_one_of(name, &MARKS);
            if closing.is_some() {
                depth = depth.saturating_sub(usize::from(stays_open(name)));
                marks = marks.saturating_sub(u64::from(is_mark));
            } else if name.eq_ignore_ascii_case(b"script") || name.eq_ignore_ascii_case(b"style") {
                rest = after_raw_text(rest, name);
                continue;
            } else if stays_open(name) {
                depth += 1;
                marks += u64::from(is_mark);
                found.deepest = found.deepest.max(depth);
            }
            if !is_mark && (closing.is_some() || is_one_of(name, &ENDS_LEFT_OUT)) {
                found.implied += marks;
            }
        }
        found
    }
}

fn tag_name(rest: &[u8]) -> &[u8] {
    &rest[..rest.iter().position(|byte| !byte.is_ascii_alphanumeric()).unwrap_or(rest.len())]
}

/// Elements that have no end.
const EMPTY: [&str; 14] = [
    "br", "img", "hr", "meta", "link", "input", "source", "col", "area", "base", "embed", "track", "wbr",
    "param",
];
/// Elements whose end may be left out: it is where the next begins.
const ENDS_LEFT_OUT: [&str; 12] =
    ["p", "li", "dd", "dt", "td", "th", "tr", "thead", "tbody", "tfoot", "option", "optgroup"];
/// Marks of emphasis, which go on in the next block.
const MARKS: [&str; 14] =
    ["a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"];

fn is_one_of(name: &[u8], names: &[&str]) -> bool {
    names.iter().any(|it| name.eq_ignore_ascii_case(it.as_bytes()))
}

/// Whether an element of this name stays open until it is closed.
fn stays_open(name: &[u8]) -> bool {
    name.first().is_some_and(u8::is_ascii_alphabetic)
        && !is_one_of(name, &EMPTY)
        && !is_one_of(name, &ENDS_LEFT_OUT)
}

/// What follows the end tag of a script or style.
fn after_raw_text<'s>(rest: &'s [u8], name: &[u8]) -> &'s [u8] {
    let is_end = |window: &[u8]| window.starts_with(b"</") && window[2..].eq_ignore_ascii_case(name);
    rest.windows(name.len() + 2).position(is_end).map_or(&[], |at| &rest[at + 2..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn open_elements_are_counted_and_scripts_are_not() {
        let deepest = |source: &str| Nesting::of(source.as_bytes()).deepest;
        assert_eq!(deepest("<html><body><p>a<p>b<div><b>c</b></div><div>d</div>"), 4);
        assert_eq!(deepest("<html><script>if(a<b&&c<d&&e<f){}</script><div>"), 2);
        assert_eq!(deepest(&"<div>".repeat(50)), 50);
        assert_eq!(deepest("a < b </ <"), 0);
    }

    #[test]
    fn a_page_may_be_as_deep_as_the_limit_and_no_deeper() {
        let code = |n: usize| check("<div>".repeat(n).as_bytes(), 50).map_err(|problem| problem.code);
        assert_eq!((code(50), code(51)), (Ok(()), Err(FailureCode::TooDeep)));
    }

    #[test]
    fn emphasis_that_is_never_closed_does_not_multiply() {
        assert_eq!(Nesting::of(b"<p><b id=1><i>x</i><p>y<p>z</div>").implied, 3);
        assert_eq!(Nesting::of(b"<p><b>x</b><p>y</p>").implied, 0);
        let marks: String = (0..900).map(|n| format!("<b id={n}>")).collect();
        let bomb = format!("<p>{marks}{}", "<p>x".repeat(5_000));
        assert_eq!(check(bomb.as_bytes(), 1000).unwrap_err().code, FailureCode::TooDeep);
    }
}
