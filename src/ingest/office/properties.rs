//! What a document's properties say of it.
//!
//! A title or an author among the properties is often that of the template or the typist, so they count least of all
//! sources: a title on the page, a manifest, a file name win without a word. The days on which the file was made and
//! last saved are facts of the file, not the date of the text; they are kept as `created` and `modified`.

use super::package::Package;
use super::xml::{FLAT, Part, leaves};
use crate::ingest::reader::{Problem, Reading};
use serde_json::Value;

/// Names of properties and what we call them.
const NAMES: [(&str, &str); 10] = [
    ("title", "title"),
    ("initial-creator", "authors"),
    ("creator", "authors"),
    ("created", "created"),
    ("creation-date", "created"),
    ("modified", "modified"),
    ("subject", "subject"),
    ("keywords", "keywords"),
    ("description", "description"),
    ("category", "category"),
];

/// Adds what the part called `name` says, if there is one.
///
/// # Errors
/// As [`Package::part`] and [`Part::walk`].
pub(super) fn add(
    package: &mut Package<'_>,
    what: &'static str,
    name: &str,
    reading: &mut Reading,
) -> Result<(), Problem> {
    let Some(xml) = package.part(name)? else { return Ok(()) };
    let mut stated = leaves(Part { what, name, xml: &xml, depth: FLAT })?;
    // OpenDocument calls the last who saved the file its creator.
    stated.sort_by_key(|(property, _)| property != "initial-creator");
    for (property, value) in stated {
        add_one(&property, value, reading);
    }
    Ok(())
}

/// Adds one property.
pub(super) fn add_one(property: &str, value: String, reading: &mut Reading) {
    let Some((_, ours)) = NAMES.iter().find(|(theirs, _)| *theirs == property) else { return };
    let is_weak = matches!(*ours, "title" | "authors");
    if value.is_empty() || *ours == "title" && is_made_up(&value) || *ours == "authors" && is_account(&value)
    {
        return;
    }
    let fields = if is_weak { &mut reading.inferred } else { &mut reading.fields };
    fields.entry(*ours).or_insert(Value::String(value));
}

/// Whether a title was put there by a program.
fn is_made_up(title: &str) -> bool {
    let title = title.to_ascii_lowercase();
    let ends = [".doc", ".docx", ".odt", ".rtf", ".dot"];
    title.starts_with("microsoft word - ")
        || ["untitled", "document", "document1", "word document"].contains(&title.as_str())
        || ends.iter().any(|end| title.ends_with(end))
}

/// Whether an author is the name of an account.
fn is_account(author: &str) -> bool {
    const NAMES: [&str; 8] = [
        "user",
        "admin",
        "administrator",
        "microsoft office user",
        "windows user",
        "python-docx",
        "author",
        "unknown",
    ];
    NAMES.contains(&author.trim().to_ascii_lowercase().as_str())
}
