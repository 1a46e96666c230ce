//! The part of YAML that dictionaries are written in: nested keys over lists of strings.
//!
//! Anchors, tags, block scalars and maps inside lists are refused; no published dictionary we know uses them,
//! and a full YAML reader is a larger thing than everything it would read here.

use crate::codebook::{CodebookError, Place};

/// A key and what stands below it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Key {
    pub name: String,
    pub line: usize,
    pub keys: Vec<Key>,
    pub values: Vec<(usize, String)>,
}

/// A line with something on it.
struct Line<'t> {
    number: usize,
    indent: usize,
    content: &'t str,
}

struct Reader<'t> {
    name: &'t str,
    lines: Vec<Line<'t>>,
    at: usize,
}

/// Reads the keys of a whole file; `name` stands for it in messages.
pub(super) fn read(name: &str, text: &str) -> Result<Vec<Key>, CodebookError> {
    let lines: Vec<Line<'_>> = text.lines().enumerate().filter_map(significant).collect();
    let mut reader = Reader { name, lines, at: 0 };
    let indent = reader.lines.first().map_or(0, |line| line.indent);
    let keys = reader.keys(indent)?;
    match reader.lines.get(reader.at) {
        None => Ok(keys),
        Some(line) => Err(reader.wrong(line.number, "is indented unlike the lines above it")),
    }
}

fn significant((at, line): (usize, &str)) -> Option<Line<'_>> {
    let content = without_comment(line).trim_end();
    let indent = content.len() - content.trim_start().len();
    let content = content.trim_start();
    let skipped = content.is_empty() || content == "---" || content == "...";
    (!skipped).then_some(Line { number: at + 1, indent, content })
}

/// The line up to a `#` that stands outside quotes, at its start or behind a space.
fn without_comment(line: &str) -> &str {
    let mut quote = None;
    let mut before = ' ';
    for (at, mark) in line.char_indices() {
        match (quote, mark) {
            (None, '#') if before.is_whitespace() => return &line[..at],
            (None, '"' | '\'') if !before.is_alphanumeric() => quote = Some(mark),
            (Some(open), _) if mark == open => quote = None,
            _ => {}
        }
        before = mark;
    }
    line
}

impl Reader<'_> {
    fn wrong(&self, line: usize, reason: &str) -> CodebookError {
        let place = Place { file: self.name.to_owned(), line };
        CodebookError::NotImportable { place, reason: reason.to_owned() }
    }

    /// The keys that stand at this indent.
    fn keys(&mut self, indent: usize) -> Result<Vec<Key>, CodebookError> {
        let mut keys = Vec::new();
        while let Some(line) = self.lines.get(self.at).filter(|line| line.indent == indent) {
            let (number, content) = (line.number, line.content);
            self.at += 1;
            let Some((name, rest)) = split_key(content) else {
                return Err(self.wrong(number, "is no key; write `key:` and its words below it"));
            };
            let mut key = Key { name, line: number, keys: Vec::new(), values: Vec::new() };
            self.value(&mut key, rest.trim(), indent)?;
            keys.push(key);
        }
        Ok(keys)
    }

    /// What belongs to a key: the rest of its line, or the lines below it.
    fn value(&mut self, key: &mut Key, rest: &str, indent: usize) -> Result<(), CodebookError> {
        if rest.starts_with('[') {
            key.values = self.flow(key.line, rest)?;
            return Ok(());
        }
        if rest.starts_with(['&', '*', '!', '|', '>', '{']) {
            return Err(
                self.wrong(key.line, "uses YAML that dictionaries do without; write a list below the key")
            );
        }
        if !rest.is_empty() {
            key.values.push((key.line, unquoted(rest)));
            return Ok(());
        }
        match self.lines.get(self.at) {
            Some(next) if is_item(next.content) && next.indent >= indent => {
                let indent = next.indent;
                key.values = self.items(indent)?;
            }
            Some(next) if next.indent > indent => {
                let indent = next.indent;
                key.keys = self.keys(indent)?;
            }
            _ => {}
        }
        Ok(())
    }

    /// The items of a list at this indent.
    fn items(&mut self, indent: usize) -> Result<Vec<(usize, String)>, CodebookError> {
        let mut items = Vec::new();
        while let Some(line) = self.lines.get(self.at) {
            if line.indent != indent || !is_item(line.content) {
                break;
            }
            let (number, item) = (line.number, line.content[1..].trim());
            self.at += 1;
            if item.starts_with('[') {
                items.extend(self.flow(number, item)?);
            } else if !item.is_empty() {
                items.push((number, unquoted(item)));
            }
        }
        Ok(items)
    }

    /// A list in square brackets, which may run over several lines.
    fn flow(&mut self, number: usize, first: &str) -> Result<Vec<(usize, String)>, CodebookError> {
        let mut whole = first.to_owned();
        while !whole.ends_with(']') {
            let Some(line) = self.lines.get(self.at) else {
                return Err(self.wrong(number, "opens a list with `[` that is never closed"));
            };
            whole.push(' ');
            whole.push_str(line.content);
            self.at += 1;
        }
        let inner = &whole[1..whole.len() - 1];
        let items = outside_quotes(inner, ',').into_iter().map(str::trim).filter(|item| !item.is_empty());
        Ok(items.map(|item| (number, unquoted(item))).collect())
    }
}

fn is_item(content: &str) -> bool {
    content == "-" || content.starts_with("- ")
}

/// `key: rest`, the key unquoted.
fn split_key(content: &str) -> Option<(String, &str)> {
    if is_item(content) {
        return None;
    }
    let parts = outside_quotes(content, ':');
    let name = parts.first()?;
    if parts.len() < 2 || name.trim().is_empty() {
        return None;
    }
    Some((unquoted(name.trim()), &content[name.len() + 1..]))
}

/// The text cut at every `mark` that stands outside quotes.
fn outside_quotes(text: &str, mark: char) -> Vec<&str> {
    let (mut parts, mut start, mut quote) = (Vec::new(), 0, None);
    let mut before = ' ';
    for (at, here) in text.char_indices() {
        match quote {
            None if here == mark => {
                parts.push(&text[start..at]);
                start = at + here.len_utf8();
            }
            None if (here == '"' || here == '\'') && !before.is_alphanumeric() => quote = Some(here),
            Some(open) if here == open => quote = None,
            _ => {}
        }
        before = here;
    }
    parts.push(&text[start..]);
    parts
}

fn unquoted(text: &str) -> String {
    let inside = |quote: char| text.strip_prefix(quote).and_then(|rest| rest.strip_suffix(quote));
    if let Some(inner) = inside('"') {
        return inner.replace("\\\"", "\"").replace("\\\\", "\\");
    }
    inside('\'').map_or_else(|| text.to_owned(), |inner| inner.replace("''", "'"))
}
