//! Whether two sources of a fact say the same, each in its own way.

use super::written_date;
use crate::document::Language;
use serde_json::Value;

/// Whether two values of a field say the same: letter case, marks and the way a date, a tag or an address is written aside,
/// and one perhaps less precise than the other.
pub(super) fn agree(field: &str, one: &Value, other: &Value) -> bool {
    let (one, other) = (shown(one), shown(other));
    if one == other {
        return true;
    }
    match field {
        "date" => dates(&one, &other),
        "language" => {
            let [one, other] = [&one, &other].map(|stated| Language::stated(stated));
            one.is_some() && one == other
        }
        "url" => address(&one) == address(&other),
        "title" | "authors" | "publisher" | "signatories" => {
            let [one, other] = [&one, &other].map(|text| letters(text));
            !one.is_empty() && one == other
        }
        _ => false,
    }
}

/// A value as one string: lists joined as they may be given.
fn shown(value: &Value) -> String {
    match value {
        Value::String(text) => text.split(';').map(str::trim).collect::<Vec<_>>().join(";"),
        Value::Array(items) => items.iter().map(shown).collect::<Vec<_>>().join(";"),
        other => other.to_string(),
    }
}

/// `2026` says no other than `8 January 2026`.
fn dates(one: &str, other: &str) -> bool {
    let iso = |text: &str| written_date::parse(text).map_or_else(|| text.to_owned(), |date| date.to_string());
    let (one, other) = (iso(one), iso(other));
    one.starts_with(&other) || other.starts_with(&one)
}

/// The address without what servers do not mind.
fn address(url: &str) -> &str {
    let bare = url.trim().split('#').next().unwrap_or_default();
    let bare = bare.split_once("://").map_or(bare, |(_, rest)| rest);
    bare.strip_prefix("www.").unwrap_or(bare).trim_end_matches('/')
}

fn letters(text: &str) -> String {
    text.chars().filter(|it| it.is_alphanumeric() || *it == ';').flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn the_same_said_otherwise_is_no_conflict() {
        let same = [
            ("date", json!("2026-01-08"), json!("8 January 2026")),
            ("date", json!("2026"), json!("January 2026")),
            ("date", json!(2026), json!("2026-01-08")),
            ("language", json!("en"), json!("en-GB")),
            ("language", json!("English"), json!("eng")),
            ("url", json!("https://www.example.org/a/"), json!("http://example.org/a#top")),
            ("title", json!("JOINT STATEMENT"), json!("Joint statement.")),
            ("authors", json!("Ada Roe; Ben Li"), json!(["Ada Roe", "Ben Li"])),
        ];
        for (field, one, other) in same {
            assert!(agree(field, &one, &other) && agree(field, &other, &one), "{field}: {one} {other}");
        }
    }

    #[test]
    fn what_differs_is_a_conflict() {
        let other = [
            ("date", json!("2026-01-08"), json!("2026-02")),
            ("date", json!("08/01/2026"), json!("2026-01-08")),
            ("language", json!("en"), json!("fr")),
            ("language", json!("dunno"), json!("unknown")),
            ("url", json!("https://example.org/a"), json!("https://example.org/b")),
            ("title", json!("Draft"), json!("Final")),
            ("title", json!("第一"), json!("第二")),
            ("region", json!("asia"), json!("Asia")),
        ];
        for (field, one, other) in other {
            assert!(!agree(field, &one, &other) && !agree(field, &other, &one), "{field}: {one} {other}");
        }
    }
}
