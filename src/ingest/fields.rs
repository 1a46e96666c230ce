//! Fields by name: from what a file calls them to what we call them, and from several sources to one.

use super::agreement::agree;
use super::markup;
use super::normalize::normalize;
use super::reader::{Problem, Reading, warning};
use super::repair::mend_lines;
use super::{FailureCode, IngestOptions, WarningCode, written_date};
use crate::document::{Metadata, PartialDate, Warning};
use serde_json::{Map, Value};

/// Who states a fact. Earlier variants win over later ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Origin {
    /// The table given with `--metadata`.
    Table,
    /// The record itself, front matter or HTML metadata.
    Record,
    /// The page that the text field of a record holds.
    Page,
    /// The manifest of the folder.
    Manifest,
    /// The file's name.
    Name,
    /// The head of the text.
    Text,
}

impl Origin {
    const fn name(self) -> &'static str {
        match self {
            Self::Table => "the --metadata table",
            Self::Record => "the document itself",
            Self::Page => "the page in its text field",
            Self::Manifest => "the manifest",
            Self::Name => "the file name",
            Self::Text => "the head of the text",
        }
    }
}

/// Facts from one source, under our names; no value is missing.
#[derive(Clone, Debug)]
pub(super) struct Facts {
    origin: Origin,
    fields: Map<String, Value>,
}

impl Facts {
    /// Renames aliases and drops what is missing: null, an empty string, an empty list.
    pub(super) fn new(origin: Origin, stated: Map<String, Value>) -> Self {
        let mut fields = Map::new();
        for (name, value) in stated {
            if is_missing(&value) {
                continue;
            }
            // Two columns of one meaning: the first is the fact, the second stays under its own name.
            let known = canonical(&name).filter(|&known| !fields.contains_key(known));
            fields.insert(known.map_or(name, str::to_owned), value);
        }
        Self { origin, fields }
    }
}

fn is_missing(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.trim().is_empty(),
        Value::Array(items) => items.iter().all(is_missing),
        _ => false,
    }
}

/// Our name for a field, in any case of letters; `None` for the researcher's own.
fn canonical(name: &str) -> Option<&'static str> {
    const NAMES: [(&str, &str); 12] = [
        ("title", "title"),
        ("date", "date"),
        ("authors", "authors"),
        ("author", "authors"),
        ("issuer", "issuer"),
        ("publisher", "publisher"),
        ("genre", "genre"),
        ("kind", "genre"),
        ("language", "language"),
        ("lang", "language"),
        ("url", "url"),
        ("signatories", "signatories"),
    ];
    let name = name.trim();
    NAMES.into_iter().find(|(given, _)| given.eq_ignore_ascii_case(name)).map(|(_, ours)| ours)
}

/// One set of fields from several sources; the best source that states a fact has it. Sources that state
/// different facts are warned of, except what was only read off the text.
pub(super) fn merge(mut sources: Vec<Facts>, warnings: &mut Vec<Warning>) -> Map<String, Value> {
    sources.sort_by_key(|facts| facts.origin);
    let mut merged: Map<String, Value> = Map::new();
    let mut stated_by: Map<String, Value> = Map::new();
    for facts in sources {
        for (name, value) in facts.fields {
            let Some(kept) = merged.get(&name) else {
                stated_by.insert(name.clone(), facts.origin.name().into());
                merged.insert(name, value);
                continue;
            };
            if facts.origin != Origin::Text && !agree(&name, kept, &value) {
                let by = stated_by.get(&name).and_then(Value::as_str).unwrap_or_default();
                let message = format!(
                    "{name}: {by} says {kept}, {} says {value}; the former is used",
                    facts.origin.name()
                );
                warnings.push(warning(WarningCode::MetadataConflict, message));
            }
        }
    }
    merged
}

/// Turns fields under our names into metadata. What does not fit its field goes to `extra`, with a warning.
pub(super) fn metadata(fields: Map<String, Value>, warnings: &mut Vec<Warning>) -> Metadata {
    let mut metadata = Metadata::default();
    for (name, value) in fields {
        let misfit = match name.as_str() {
            "title" => fill_text(&mut metadata.title, value),
            "issuer" => fill_text(&mut metadata.issuer, value),
            "publisher" => fill_text(&mut metadata.publisher, value),
            "genre" => fill_text(&mut metadata.genre, value),
            "language" => fill_text(&mut metadata.language, value),
            "url" => fill_text(&mut metadata.url, value),
            "authors" => fill_list(&mut metadata.authors, value),
            "signatories" => fill_list(&mut metadata.signatories, value),
            "date" => fill_date(&mut metadata.date, value),
            _ => {
                metadata.extra.insert(name, value);
                continue;
            }
        };
        if let Err(misfit) = misfit {
            warnings.push(warning(misfit.code, format!("{name}: {}; kept under extra", misfit.message)));
            metadata.extra.insert(name, misfit.value);
        }
    }
    metadata
}

/// A value that its field cannot take.
struct Misfit {
    value: Value,
    code: WarningCode,
    message: String,
}

impl Misfit {
    fn shape(value: Value, wanted: &str) -> Self {
        let message = format!("{} where {wanted} should be", describe(&value));
        Self { value, code: WarningCode::BadField, message }
    }
}

fn fill_text(field: &mut Option<String>, value: Value) -> Result<(), Misfit> {
    match scalar(&value) {
        Some(text) => *field = Some(text),
        None => return Err(Misfit::shape(value, "a string")),
    }
    Ok(())
}

/// A list, or one string with `;` between the items.
fn fill_list(field: &mut Vec<String>, value: Value) -> Result<(), Misfit> {
    let items: Option<Vec<String>> = match &value {
        Value::Array(items) => items.iter().filter(|item| !is_missing(item)).map(scalar).collect(),
        other => scalar(other).map(|joined| joined.split(';').map(|item| item.trim().to_owned()).collect()),
    };
    match items {
        Some(items) => field.extend(items.into_iter().filter(|item| !item.is_empty())),
        None => return Err(Misfit::shape(value, "a list of strings")),
    }
    Ok(())
}

fn fill_date(field: &mut Option<PartialDate>, value: Value) -> Result<(), Misfit> {
    let parsed = scalar(&value).and_then(|text| written_date::parse(&text));
    match parsed {
        Some(date) => *field = Some(date),
        None => {
            let message = format!("{value} is no date we can read; write 2026, 2026-01 or 2026-01-08");
            return Err(Misfit { value, code: WarningCode::BadDate, message });
        }
    }
    Ok(())
}

/// A string, number or truth value as a string on one line.
pub(super) fn scalar(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => {
            let text = normalize(text, &mut Default::default());
            Some(text.split_whitespace().collect::<Vec<_>>().join(" "))
        }
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(truth) => Some(truth.to_string()),
        _ => None,
    }
}

/// What a value is, in words for a message.
pub(super) const fn describe(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "true or false",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}

/// Takes the text out of the fields of a record; the other fields are its facts.
///
/// # Errors
/// `missing-text` or `text-not-string`.
pub(super) fn reading(mut fields: Map<String, Value>, options: &IngestOptions) -> Result<Reading, Problem> {
    let name = options.text_field();
    let text = match fields.shift_remove(name) {
        Some(Value::String(text)) if !text.is_empty() => text,
        None | Some(Value::Null | Value::String(_)) => return Err(missing_text(name, &fields)),
        Some(other) => {
            let message = format!("field \"{name}\" is {}, not a string", describe(&other));
            return Err(Problem::new(FailureCode::TextNotString, message));
        }
    };
    if let Some(page) = markup::reading(&text, options) {
        let page = page?;
        // What the page says of itself counts less than what the record says of it.
        return Ok(Reading { fields, page: page.fields, ..page });
    }
    let mut reading = Reading { fields, ..Reading::default() };
    reading.text = normalize(&text, &mut reading.repairs).into_owned();
    options.limits.check_lines(&reading.text)?;
    mend_lines(&mut reading, &options.left_as_is);
    Ok(reading)
}

fn missing_text(name: &str, fields: &Map<String, Value>) -> Problem {
    let others: Vec<&str> = fields.keys().map(String::as_str).take(12).collect();
    let message = format!(
        "no text in field \"{name}\"; name the field that holds it with --text-field (fields here: {})",
        others.join(", ")
    );
    Problem::new(FailureCode::MissingText, message)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    const ORIGINS: [Origin; 6] =
        [Origin::Table, Origin::Record, Origin::Page, Origin::Manifest, Origin::Name, Origin::Text];

    fn facts(origin: Origin, field: &str, value: &str) -> Facts {
        Facts::new(origin, Map::from_iter([(field.to_owned(), json!(value))]))
    }

    #[test]
    fn of_two_sources_the_better_one_wins_and_both_are_named() {
        let fields = [
            ("title", "Draft", "Final"),
            ("date", "2026-01-08", "2025"),
            ("authors", "Ada Roe", "Ben Li"),
            ("lang", "en", "fr"),
            ("Region", "Asia", "Africa"),
        ];
        for (at, better) in ORIGINS.into_iter().enumerate() {
            for weaker in ORIGINS.into_iter().skip(at + 1) {
                for (field, one, other) in fields {
                    let (one, other) = (facts(better, field, one), facts(weaker, field, other));
                    let (name, kept) =
                        one.fields.iter().next().map(|(name, it)| (name.clone(), it.clone())).unwrap();
                    let lost = other.fields[&name].clone();
                    let mut warnings = Vec::new();
                    let merged = merge(vec![other, one], &mut warnings);
                    assert_eq!(merged[&name], kept);
                    let said: Vec<&str> = warnings.iter().map(|it| it.message.as_str()).collect();
                    if weaker == Origin::Text {
                        assert_eq!(said, [""; 0]);
                        continue;
                    }
                    let (by, not) = (better.name(), weaker.name());
                    assert_eq!(
                        said,
                        [format!("{name}: {by} says {kept}, {not} says {lost}; the former is used")]
                    );
                    assert_eq!(warnings[0].code, "metadata-conflict");
                }
            }
        }
    }

    #[test]
    fn what_is_missing_contradicts_nothing() {
        let mut warnings = Vec::new();
        let sources = vec![facts(Origin::Table, "title", " "), facts(Origin::Name, "title", "Draft")];
        assert_eq!(merge(sources, &mut warnings)["title"], json!("Draft"));
        assert_eq!(warnings, []);
    }
}
