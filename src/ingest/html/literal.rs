//! Pages saved as Python prints bytes: `b'<p>It\xe2\x80\x99s</p>\n'`.

use std::borrow::Cow;

/// The page with every line that is such a literal turned back into what it stands for, and how many were.
/// A line is one only if it holds markup, is quoted to its end and its bytes are UTF-8.
pub(super) fn unquoted(source: &str) -> (Cow<'_, str>, u64) {
    if !source.lines().any(|line| inside(line).is_some()) {
        return (Cow::Borrowed(source), 0);
    }
    let mut page = String::with_capacity(source.len());
    let mut count = 0;
    for line in source.split_inclusive('\n') {
        match inside(line).and_then(unescaped) {
            Some(meant) => {
                page.push_str(&meant);
                page.push('\n');
                count += 1;
            }
            None => page.push_str(line),
        }
    }
    (Cow::Owned(page), count)
}

/// What stands between the quotes of a line that is a literal and holds markup.
fn inside(line: &str) -> Option<&str> {
    let quoted = line.trim().strip_prefix('b')?;
    let quote = quoted.chars().next().filter(|quote| matches!(quote, '\'' | '"'))?;
    let inside = quoted.strip_prefix(quote)?.strip_suffix(quote)?;
    (inside.contains('<') && inside.contains('>') && inside.is_ascii()).then_some(inside)
}

/// The text that escapes stand for; `None` if one is broken or the bytes are no UTF-8.
fn unescaped(literal: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(literal.len());
    let mut rest = literal.as_bytes();
    while let Some((&byte, after)) = rest.split_first() {
        rest = after;
        if byte != b'\\' {
            bytes.push(byte);
            continue;
        }
        let (&escape, after) = rest.split_first()?;
        rest = after;
        bytes.push(match escape {
            b'n' => b'\n',
            b't' => b'\t',
            b'r' => b'\r',
            b'\\' | b'\'' | b'"' => escape,
            b'x' => {
                let digits = std::str::from_utf8(rest.get(..2)?).ok()?;
                rest = &rest[2..];
                u8::from_str_radix(digits, 16).ok()?
            }
            _ => return None,
        });
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bytes_literal_is_turned_back() {
        let (page, count) = unquoted("<h1>A</h1>\nb'<p>It\\xe2\\x80\\x99s\\n\\tours: \\'x\\'</p>'");
        assert_eq!((page.as_ref(), count), ("<h1>A</h1>\n<p>It’s\n\tours: 'x'</p>\n", 1));
    }

    #[test]
    fn what_is_no_literal_stays() {
        for source in ["b'no markup'", "<p>b'</p>", "b'<p>\\xff</p>'", "b'<p>\\q</p>'", "b'<p>", "<b>'x'</b>"]
        {
            assert_eq!(unquoted(source), (Cow::Borrowed(source), 0), "{source}");
        }
    }
}
