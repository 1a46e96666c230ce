//! The words on both sides of a place in a text, to be read: parted by white space, with their marks.

/// Where a paragraph ends: words behind it are of another part of the page.
const PARAGRAPH: &str = "\n\n";

/// The last `window` words before byte `start`, of the same paragraph, white space made plain.
///
/// # Panics
/// If no character begins there.
#[must_use]
pub fn left(text: &str, start: usize, window: usize) -> String {
    let before = text[..start].rsplit(PARAGRAPH).next().unwrap_or_default();
    let mut words: Vec<&str> = before.split_whitespace().rev().take(window).collect();
    words.reverse();
    words.join(" ")
}

/// The first `window` words from byte `end` on, of the same paragraph, white space made plain.
///
/// # Panics
/// If no character begins there.
#[must_use]
pub fn right(text: &str, end: usize, window: usize) -> String {
    let behind = text[end..].split(PARAGRAPH).next().unwrap_or_default();
    behind.split_whitespace().take(window).collect::<Vec<_>>().join(" ")
}

/// A stretch of text on one line.
#[must_use]
pub fn plain(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contexts_end_with_their_paragraph() {
        let text = "A title\n\nWe defend press\nfreedom, online and off.\n\nMore.";
        let start = text.find("press").expect("it is there");
        let end = start + "press\nfreedom".len();
        assert_eq!(left(text, start, 8), "We defend");
        assert_eq!(left(text, start, 1), "defend");
        assert_eq!(right(text, end, 3), ", online and");
        assert_eq!(right(text, end, 8), ", online and off.");
        assert_eq!(plain(&text[start..end]), "press freedom");
    }
}
