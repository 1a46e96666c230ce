//! Texts of strangers on a terminal: nothing in them may move the cursor, change colours or hide words.

use comfy_table::{Table, presets};
use std::borrow::Cow;
use std::io::IsTerminal;
use unicode_width::UnicodeWidthStr;

/// A table of columns without lines.
#[must_use]
pub fn bare_table() -> Table {
    let mut table = Table::new();
    table.load_style(presets::NOTHING);
    table
}

/// The text on one line, with every character that a terminal might obey written out (`\u{1b}`), and line
/// breaks and tabs as spaces.
#[must_use]
pub fn one_line(text: &str) -> Cow<'_, str> {
    if !text.chars().any(is_unsafe) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 8);
    for character in text.chars() {
        match character {
            '\n' | '\r' | '\t' => out.push(' '),
            unsafe_one if is_unsafe(unsafe_one) => out.extend(unsafe_one.escape_unicode()),
            plain => out.push(plain),
        }
    }
    Cow::Owned(out)
}

/// Control characters, and the marks that turn the direction of the text.
fn is_unsafe(character: char) -> bool {
    character.is_control()
        || matches!(character, '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// The text cut after about `width` characters, at a space if there is one near, with `…` for the rest.
#[must_use]
pub fn shortened(text: &str, width: usize) -> Cow<'_, str> {
    let Some((cut, _)) = text.char_indices().nth(width) else { return Cow::Borrowed(text) };
    let head = &text[..cut];
    let at = head.rfind(' ').filter(|at| at * 3 > cut * 2).unwrap_or(cut);
    Cow::Owned(format!("{}…", head[..at].trim_end()))
}

/// Columns of the terminal that standard output goes to; `None` if it goes elsewhere.
#[must_use]
pub fn columns() -> Option<usize> {
    let terminal = std::io::stdout().is_terminal().then(terminal_size::terminal_size).flatten();
    terminal.map(|(width, _)| usize::from(width.0))
}

/// Columns that a text takes: two for a Chinese character, none for a combining mark.
#[must_use]
pub fn width_of(text: &str) -> usize {
    text.width()
}

/// The text with spaces behind it, at least `width` columns wide.
#[must_use]
pub fn padded(text: &str, width: usize) -> String {
    format!("{text}{}", " ".repeat(width.saturating_sub(width_of(text))))
}

/// Which end of a context may be cut.
#[derive(Clone, Copy, Debug)]
pub enum End {
    /// The first words.
    Left,
    /// The last words.
    Right,
}

/// The part of a context next to the keyword that is at most `width` columns wide, with `…` for what was cut.
#[must_use]
pub fn tail(context: &str, width: usize, cut: End) -> String {
    if width_of(context) <= width {
        return context.to_owned();
    }
    let mut kept: Vec<&str> = Vec::new();
    let mut used = 1;
    let words: Vec<&str> = context.split(' ').collect();
    let nearest: Box<dyn Iterator<Item = &&str>> = match cut {
        End::Left => Box::new(words.iter().rev()),
        End::Right => Box::new(words.iter()),
    };
    for word in nearest {
        used += width_of(word) + 1;
        if used > width {
            break;
        }
        kept.push(word);
    }
    match cut {
        End::Left => {
            kept.reverse();
            format!("… {}", kept.join(" "))
        }
        End::Right => format!("{} …", kept.join(" ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_cannot_command_the_terminal() {
        assert_eq!(one_line("a\x1b[2Jb\nc"), "a\\u{1b}[2Jb c");
        assert_eq!(one_line("safe\u{202E}text"), "safe\\u{202e}text");
        assert_eq!(one_line("“curly” — ✓"), "“curly” — ✓");
    }

    #[test]
    fn long_lines_are_cut_at_a_space() {
        assert_eq!(shortened("freedom of expression", 14), "freedom of…");
        assert_eq!(shortened("short", 14), "short");
    }
}
