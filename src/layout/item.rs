//! The marks that items of a list or series begin with.

/// What stands at the head of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Marker {
    /// `•` and its kind, which stand nowhere else.
    Bullet,
    /// `-`, `–`, `*`: may also be carried to a new line from running text.
    Dash,
    /// `(a)`, `b)`, `(iv)`, `i.`
    Letter,
    /// `151.` before a tab or space, or `3)`, `(3)`.
    Number {
        /// The number.
        value: u32,
        /// Whether a tab follows, as in the records of the United Nations.
        tabbed: bool,
    },
}

/// The marker that `text` begins with.
pub(crate) fn marker(text: &str) -> Option<Marker> {
    split(text).map(|(marker, _)| marker)
}

/// The marker that `text` begins with, and what follows it.
pub(crate) fn split(text: &str) -> Option<(Marker, &str)> {
    let first = text.chars().next()?;
    match first {
        '•' | '●' | '▪' | '■' | '◦' | '‣' | '○' | '·' | '➢' | '✓' | '\u{F0B7}' => {
            Some((Marker::Bullet, text[first.len_utf8()..].trim_start()))
        }
        '-' | '–' | '—' | '*' => {
            let rest = &text[first.len_utf8()..];
            rest.starts_with([' ', '\t']).then(|| (Marker::Dash, rest.trim_start()))
        }
        '0'..='9' | '(' | 'a'..='z' => enumerator(text),
        _ => None,
    }
}

/// `12.`, `12)`, `(12)`, `(a)`, `a)`, `iv.` with white space behind.
fn enumerator(text: &str) -> Option<(Marker, &str)> {
    let opened = text.strip_prefix('(');
    let inside = opened.unwrap_or(text);
    let length = inside.bytes().take(6).take_while(u8::is_ascii_alphanumeric).count();
    let (label, rest) = inside.split_at(length);
    let close = rest.chars().next()?;
    let closed = close == ')' || (opened.is_none() && close == '.');
    let after = rest.get(1..)?;
    if length == 0 || !closed || !after.starts_with(char::is_whitespace) {
        return None;
    }
    let tabbed = after.starts_with('\t');
    if let Ok(value) = label.parse() {
        return (length <= 4).then(|| (Marker::Number { value, tabbed }, after.trim_start()));
    }
    let roman = label.bytes().all(|byte| b"ivx".contains(&byte));
    let letter = length == 1 && close == ')' && label.starts_with(|letter: char| letter.is_ascii_lowercase());
    (roman || letter).then(|| (Marker::Letter, after.trim_start()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_letters_of_items_are_known() {
        let numbered = |text| match marker(text) {
            Some(Marker::Number { value, tabbed }) => Some((value, tabbed)),
            _ => None,
        };
        assert_eq!(numbered("151.\tThe eleventh session"), Some((151, true)));
        assert_eq!(numbered("2. Calls upon States"), Some((2, false)));
        assert_eq!(marker("(iv) To end blanket shutdowns"), Some(Marker::Letter));
        assert_eq!(marker("a) access"), Some(Marker::Letter));
        assert_eq!(marker("• access"), Some(Marker::Bullet));
    }

    #[test]
    fn running_text_has_no_marker() {
        for text in [
            "(the Coalition) met",
            "2254 was adopted",
            "i.e. the text",
            "-led",
            "1.5 million users",
            "a. m",
            "",
        ] {
            assert_eq!(marker(text), None, "{text}");
        }
    }
}
