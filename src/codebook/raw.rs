//! A codebook file as written, before any name is looked up.

use serde::Deserialize;
use serde::de::{Deserializer, SeqAccess, Visitor};
use std::fmt;
use toml::Spanned;

/// `[[frame]]`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawFrame {
    pub id: String,
    pub name: String,
    #[serde(default)]
    pub definition: String,
    #[serde(default = "half")]
    pub threshold: Spanned<f64>,
}

/// `[[family]]`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawFamily {
    pub id: String,
    pub frame: Spanned<String>,
    pub name: String,
    #[serde(default)]
    pub definition: String,
    #[serde(default)]
    pub sources: Vec<String>,
    #[serde(default)]
    pub separate: bool,
}

/// `contrast = { ... }`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawContrast {
    pub positive: Spanned<String>,
    pub negative: Spanned<String>,
}

/// `[[entry]]`, `[[contested]]`, `[[mask]]` and `[[cue]]`; not every key is allowed in each.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawEntry {
    pub id: String,
    pub family: Option<Spanned<String>>,
    pub dimension: Option<Spanned<String>>,
    pub weight: Option<Spanned<f64>>,
    pub turned: Option<Spanned<String>>,
    pub kind: Option<Spanned<String>>,
    #[serde(default)]
    pub meaning: Vec<Spanned<RawMeaning>>,
    #[serde(default)]
    pub among: Vec<Spanned<RawAmong>>,
    pub default: Option<Spanned<RawAmong>>,
    pub pattern: Spanned<Texts>,
    #[serde(rename = "match")]
    pub matching: Option<Spanned<String>>,
    #[serde(default)]
    pub requires: Vec<Spanned<RawCondition>>,
    #[serde(default)]
    pub unless: Vec<Spanned<RawCondition>>,
    #[serde(default)]
    pub examples: Vec<String>,
    #[serde(default)]
    pub counter_examples: Vec<String>,
    pub note: Option<String>,
}

/// `[[contested.meaning]]`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawMeaning {
    pub family: Spanned<String>,
    pub dimension: Option<Spanned<String>>,
    pub weight: Option<Spanned<f64>>,
    pub by: Option<Spanned<String>>,
    #[serde(default)]
    pub requires: Vec<Spanned<RawCondition>>,
    #[serde(default)]
    pub unless: Vec<Spanned<RawCondition>>,
    #[serde(default)]
    pub examples: Vec<String>,
}

/// `{ family = "R1", weight = 0.5 }`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawAmong {
    pub family: Spanned<String>,
    pub weight: Option<Spanned<f64>>,
}

/// `{ before = "the", within = 2 }`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawCondition {
    pub before: Option<Spanned<Texts>>,
    pub after: Option<Spanned<Texts>>,
    pub near: Option<Spanned<Texts>>,
    pub sentence: Option<Spanned<Texts>>,
    pub within: Option<u8>,
    pub case: Option<Spanned<String>>,
}

fn half() -> Spanned<f64> {
    Spanned::new(0..0, 0.5)
}

/// One string or a list of strings.
#[derive(Debug, Default)]
pub(super) struct Texts(pub Vec<Text>);

/// A string and where it begins, if that is known.
#[derive(Debug)]
pub(super) struct Text {
    pub text: String,
    pub at: Option<usize>,
}

impl<'de> Deserialize<'de> for Texts {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(TextsVisitor)
    }
}

struct TextsVisitor;

impl<'de> Visitor<'de> for TextsVisitor {
    type Value = Texts;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a pattern or a list of patterns")
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Texts, E> {
        Ok(Texts(vec![Text { text: text.to_owned(), at: None }]))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Texts, A::Error> {
        let mut texts = Vec::new();
        while let Some(item) = items.next_element::<Spanned<String>>()? {
            texts.push(Text { at: Some(item.span().start), text: item.into_inner() });
        }
        Ok(Texts(texts))
    }
}
