//! What is known about a text besides its words.

use super::PartialDate;
use serde_json::{Map, Value};

/// The facts of a document. A field that nobody stated is `None` or empty; nothing is guessed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Metadata {
    /// Its name.
    pub title: Option<String>,
    /// Who wrote it, in the order given.
    pub authors: Vec<String>,
    /// When it was issued, possibly only the year or month.
    pub date: Option<PartialDate>,
    /// The state, body or person on whose behalf it speaks; usually the unit of comparison.
    pub issuer: Option<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// Speech, statement, article and so on (input alias `kind`).
    pub genre: Option<String>,
    /// BCP 47 tag (input alias `lang`).
    pub language: Option<String>,
    /// Where it can be read.
    pub url: Option<String>,
    /// Who signed it, in the order given.
    pub signatories: Vec<String>,
    /// The researcher's own columns, carried through untouched.
    pub extra: Map<String, Value>,
}

impl Metadata {
    /// The value of a field by its name in our output, as text; lists joined by `; `. `None` if it is missing
    /// or no such field is known.
    #[must_use]
    pub fn value(&self, field: &str) -> Option<String> {
        let list = |names: &[String]| Some(names.join("; ")).filter(|it| !it.is_empty());
        match field {
            "title" => self.title.clone(),
            "authors" => list(&self.authors),
            "date" => self.date.map(|date| date.to_string()),
            "issuer" => self.issuer.clone(),
            "publisher" => self.publisher.clone(),
            "genre" => self.genre.clone(),
            "language" => self.language.clone(),
            "url" => self.url.clone(),
            "signatories" => list(&self.signatories),
            own => match self.extra.get(own)? {
                Value::Null => None,
                Value::String(text) => Some(text.clone()).filter(|it| !it.is_empty()),
                other => Some(other.to_string()),
            },
        }
    }
}
