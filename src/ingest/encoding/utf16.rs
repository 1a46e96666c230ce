//! UTF-16, with its mark or without.

use super::super::FailureCode;
use super::super::reader::Problem;
use super::{Encoding, convert};
use std::borrow::Cow;

/// Bytes that are looked at where there is no mark.
const SAMPLE: usize = 2048;

/// Fewest bytes that can be told to be UTF-16 without a mark.
const FEWEST: usize = 8;

/// The kind of UTF-16 that bytes are; `None` if they are none.
///
/// # Errors
/// `not-utf8` for UTF-32.
pub(super) fn of(bytes: &[u8]) -> Result<Option<Encoding>, Problem> {
    Ok(match bytes {
        [0xFF, 0xFE, 0, 0, ..] | [0, 0, 0xFE, 0xFF, ..] => {
            return Err(Problem::new(FailureCode::NotUtf8, "the file is UTF-32; save it as UTF-8"));
        }
        [0xFF, 0xFE, ..] => Some(Encoding::UTF_16LE),
        [0xFE, 0xFF, ..] => Some(Encoding::UTF_16BE),
        _ => unmarked(&bytes[..bytes.len().min(SAMPLE)]),
    })
}

/// UTF-16 without a mark is certain for text in Latin script: every second byte is NUL, or nearly so, and none of the
/// others; and what is read is letters, marks and spaces.
fn unmarked(head: &[u8]) -> Option<Encoding> {
    if head.len() < FEWEST || !head.contains(&0) {
        return None;
    }
    let n_zero = |first: usize| head.iter().skip(first).step_by(2).filter(|&&byte| byte == 0).count();
    let encoding = match (n_zero(0), n_zero(1)) {
        (0, zeros) if zeros * 10 >= head.len() / 2 * 7 => Encoding::UTF_16LE,
        (zeros, 0) if zeros * 10 >= head.len() / 2 * 7 => Encoding::UTF_16BE,
        _ => return None,
    };
    let text = convert(encoding, &head[..head.len() / 2 * 2]).ok()?;
    let is_text = |it: char| !it.is_control() || matches!(it, '\t' | '\n' | '\r' | '\u{C}');
    let n_words = text.chars().filter(|it| it.is_alphabetic() || it.is_whitespace()).count();
    (text.chars().all(is_text) && n_words * 2 >= text.chars().count()).then_some(encoding)
}

/// Whether an encoding is one of the two.
pub(super) fn is(encoding: Encoding) -> bool {
    encoding == Encoding::UTF_16LE || encoding == Encoding::UTF_16BE
}

/// The problem with the byte at `at`.
pub(super) fn broken(bytes: &[u8], at: usize) -> Problem {
    let how = if at + 1 >= bytes.len() {
        "the end cuts a character off"
    } else {
        "half of a character stands alone"
    };
    let message = format!("the file is UTF-16, but at byte {at} {how}; copy it again, or save it as UTF-8");
    Problem::new(FailureCode::NotUtf8, message)
}

/// The first bytes of a file as those of text that is UTF-8; `head` may break off.
pub(in crate::ingest) fn readable_head(head: &[u8]) -> Cow<'_, [u8]> {
    let Ok(Some(encoding)) = of(head) else { return Cow::Borrowed(head) };
    let start = &head[..head.len().min(SAMPLE * 4)];
    let mut text = String::with_capacity(start.len() * 2);
    let _ = encoding.decoder().decode_to_string(start, &mut text, false);
    Cow::Owned(text.into_bytes())
}
