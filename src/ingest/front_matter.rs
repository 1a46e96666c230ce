//! The facts at the head of a Markdown file, between two lines of `---` (YAML) or `+++` (TOML).
//!
//! Of YAML we read a subset, the one that people write by hand: `key: value`, quoted or not; `[a, b]`; a list
//! of `- item` lines under a key; comments. Everything is a string or a list of strings. A line outside the
//! subset is warned of and left out; it never stops the document.

use super::WarningCode;
use super::reader::warning;
use crate::document::Warning;
use serde_json::{Map, Value};

/// Takes the front matter off `text`: its fields, and the rest. Without a closing line there is none.
pub(super) fn split<'t>(text: &'t str, warnings: &mut Vec<Warning>) -> (Map<String, Value>, &'t str) {
    let Some(fence) = text.lines().next().map(str::trim_end).filter(|line| matches!(*line, "---" | "+++"))
    else {
        return (Map::new(), text);
    };
    let Some(inside) = text.split_once('\n').map(|(_, inside)| inside) else { return (Map::new(), text) };
    let mut end = 0;
    for line in inside.split_inclusive('\n') {
        if line.trim_end() == fence || fence == "---" && line.trim_end() == "..." {
            let source = &inside[..end];
            let fields = if fence == "+++" { toml(source, warnings) } else { yaml(source, warnings) };
            return (fields, &inside[end + line.len()..]);
        }
        end += line.len();
    }
    (Map::new(), text)
}

fn toml(source: &str, warnings: &mut Vec<Warning>) -> Map<String, Value> {
    match source.parse::<toml::Table>() {
        Ok(table) => table.into_iter().map(|(key, value)| (key, from_toml(value))).collect(),
        Err(error) => {
            let message = format!("the front matter is not TOML and was left out: {}", error.message());
            warnings.push(warning(WarningCode::BadFrontMatter, message));
            Map::new()
        }
    }
}

fn from_toml(value: toml::Value) -> Value {
    match value {
        toml::Value::String(text) => text.into(),
        toml::Value::Integer(number) => number.into(),
        toml::Value::Float(number) => number.into(),
        toml::Value::Boolean(truth) => truth.into(),
        toml::Value::Datetime(date) => date.to_string().into(),
        toml::Value::Array(items) => items.into_iter().map(from_toml).collect(),
        toml::Value::Table(table) => {
            Value::Object(table.into_iter().map(|(key, value)| (key, from_toml(value))).collect())
        }
    }
}

fn yaml(source: &str, warnings: &mut Vec<Warning>) -> Map<String, Value> {
    let mut fields = Map::new();
    let mut list_key: Option<String> = None;
    for (index, line) in source.lines().enumerate() {
        let trimmed = line.trim();
        if trimmed.is_empty() || trimmed.starts_with('#') {
            continue;
        }
        let item = trimmed.strip_prefix("- ");
        match (item, &list_key, key_value(line)) {
            (Some(item), Some(key), _) => push(&mut fields, key, scalar(item)),
            (None, _, Some((key, ""))) => list_key = Some(key.to_owned()),
            (None, _, Some((key, value))) => {
                list_key = None;
                fields.insert(key.to_owned(), flow(value));
            }
            _ => {
                let message = format!(
                    "line {} of the front matter, {trimmed:?}, is neither `key: value` nor `- item` and was left out",
                    index + 2
                );
                warnings.push(warning(WarningCode::BadFrontMatter, message));
            }
        }
    }
    fields
}

/// `key: value` at the left margin.
fn key_value(line: &str) -> Option<(&str, &str)> {
    let (key, value) = line.split_once(':')?;
    let plain = !key.is_empty()
        && key.starts_with(char::is_alphanumeric)
        && key.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | ' ' | '.'));
    let value_set_off = value.is_empty() || value.starts_with(char::is_whitespace);
    let unsupported =
        matches!(value.trim(), "|" | ">" | "|-" | ">-") || value.trim_start().starts_with(['{', '&', '*']);
    (plain && value_set_off && !unsupported).then(|| (key.trim(), without_comment(value.trim())))
}

/// A value ends at ` #`; a quoted one not before its closing quote.
fn without_comment(value: &str) -> &str {
    let quote = value.chars().next().filter(|first| matches!(first, '"' | '\''));
    let closed = quote.and_then(|quote| value.rfind(quote)).map_or(0, |at| if at > 0 { at + 1 } else { 0 });
    if value.starts_with('#') {
        return "";
    }
    value[closed..].find(" #").map_or(value, |at| value[..closed + at].trim_end())
}

/// A scalar, or a list in brackets.
fn flow(value: &str) -> Value {
    match value.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
        Some(items) => split_items(items).into_iter().filter(|item| !item.is_empty()).map(scalar).collect(),
        None => scalar(value),
    }
}

/// Splits at commas outside quotes.
fn split_items(items: &str) -> Vec<&str> {
    let mut quote = None;
    let parts = items.split(|character: char| {
        match (quote, character) {
            (None, '"' | '\'') => quote = Some(character),
            (Some(open), _) if open == character => quote = None,
            _ => {}
        }
        quote.is_none() && character == ','
    });
    parts.map(str::trim).collect()
}

/// A string without its quotes.
fn scalar(value: &str) -> Value {
    let value = value.trim();
    let inside = |quote| value.strip_prefix(quote).and_then(|rest: &str| rest.strip_suffix(quote));
    if let Some(text) = inside('"') {
        return text.replace("\\\"", "\"").replace("\\\\", "\\").into();
    }
    match inside('\'') {
        Some(text) => text.replace("''", "'").into(),
        None => value.into(),
    }
}

fn push(fields: &mut Map<String, Value>, key: &str, item: Value) {
    let list = fields.entry(key).or_insert_with(|| Value::Array(Vec::new()));
    if let Value::Array(items) = list {
        items.push(item);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn read(text: &str) -> (Value, String, usize) {
        let mut warnings = Vec::new();
        let (fields, rest) = split(text, &mut warnings);
        (fields.into(), rest.to_owned(), warnings.len())
    }

    #[test]
    fn keys_lists_quotes_and_comments_are_read() {
        let text = "---\ntitle: \"Order: a \\\"digital\\\" one\"\n# who\nauthors:\n  - Ada Roe\n  - Ben Li\n\
                    tags: [vpn, 'a, b']\ndate: \"2026-01-08\" # issued\nurl: https://example.org/#top\n---\nText.\n";
        let (fields, rest, warnings) = read(text);
        let expected = json!({
            "title": "Order: a \"digital\" one",
            "authors": ["Ada Roe", "Ben Li"],
            "tags": ["vpn", "a, b"],
            "date": "2026-01-08",
            "url": "https://example.org/#top"
        });
        assert_eq!((fields, rest.as_str(), warnings), (expected, "Text.\n", 0));
    }

    #[test]
    fn toml_front_matter_is_read() {
        let (fields, rest, _) = read("+++\ntitle = \"Order\"\ndate = 2026-01-08\n+++\nText.");
        assert_eq!((fields, rest.as_str()), (json!({"title": "Order", "date": "2026-01-08"}), "Text."));
    }

    #[test]
    fn a_rule_at_the_top_is_no_front_matter() {
        let text = "---\n\nStates reaffirm: nothing.\n";
        assert_eq!(read(text), (json!({}), text.to_owned(), 0));
    }

    #[test]
    fn what_is_outside_the_subset_is_warned_of() {
        let (fields, _, warnings) = read("---\ntitle: A\nabout: |\n  folded text\n---\nText.");
        assert_eq!((fields, warnings), (json!({"title": "A"}), 2));
    }
}
