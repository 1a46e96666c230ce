//! Languages by their tags.

use std::fmt;
use std::sync::LazyLock;

/// What tags, codes and names of languages mean; the card is `models/languages/README.md`.
static TABLE: LazyLock<Vec<Row>> = LazyLock::new(|| {
    let lines = include_str!("../../models/languages/languages.tsv").lines().skip(1);
    lines.map(|line| Row::of(line).expect("the built-in table is tested")).collect()
});

/// Codes that say that nobody knows, or that there are several.
const NO_LANGUAGE: [&str; 4] = ["mis", "mul", "und", "zxx"];

/// A language: the primary subtag of a BCP 47 tag, such as `en` for `en-GB`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Language([u8; 3]);

struct Row {
    tag: Language,
    codes: Vec<&'static str>,
    names: Vec<&'static str>,
    like: Option<&'static str>,
}

impl Row {
    fn of(line: &'static str) -> Option<Self> {
        let mut cells = line.split('\t');
        let tag = Language::of_letters(cells.next()?)?;
        let codes = cells.next()?.split(' ').collect();
        let names = cells.next()?.split(';').collect();
        Some(Self { tag, codes, names, like: cells.next().filter(|like| !like.is_empty()) })
    }
}

impl Language {
    /// English.
    pub const ENGLISH: Self = Self(*b"en\0");

    /// What a stated language means: a tag (`en-GB`), a code of ISO 639 (`eng`) or an English name (`English`), in any
    /// case of letters. `None` if it is none of them, or says that the language is not known.
    ///
    /// ```
    /// use normscope::document::Language;
    /// assert_eq!(Language::stated("en_US"), Some(Language::ENGLISH));
    /// assert_eq!(Language::stated("French").map(|it| it.to_string()).as_deref(), Some("fr"));
    /// assert_eq!(Language::stated("unknown"), None);
    /// ```
    #[must_use]
    pub fn stated(stated: &str) -> Option<Self> {
        let name = stated.split(['(', ',', ';']).next().unwrap_or(stated).trim().to_lowercase();
        let is_name = |it: &&str| it.to_lowercase() == name;
        if let Some(row) = TABLE.iter().find(|row| row.names.iter().any(is_name)) {
            return Some(row.tag);
        }
        let primary = name.split(['-', '_', '.']).next().unwrap_or(&name);
        if NO_LANGUAGE.contains(&primary) {
            return None;
        }
        let coded = TABLE.iter().find(|row| row.codes.contains(&primary));
        coded.map(|row| row.tag).or_else(|| Self::of_letters(primary))
    }

    fn of_letters(letters: &str) -> Option<Self> {
        let bytes = letters.as_bytes();
        let is_tag = matches!(bytes.len(), 2 | 3) && bytes.iter().all(u8::is_ascii_lowercase);
        is_tag.then(|| Self([bytes[0], bytes[1], bytes.get(2).copied().unwrap_or(0)]))
    }

    /// The tag.
    #[must_use]
    pub fn tag(&self) -> &str {
        let n = if self.0[2] == 0 { 2 } else { 3 };
        str::from_utf8(&self.0[..n]).expect("tags are ASCII letters")
    }

    /// The English name, or the tag where we know no name.
    #[must_use]
    pub fn name(&self) -> &str {
        self.row().and_then(|row| row.names.first().copied()).unwrap_or_else(|| self.tag())
    }

    /// Whether the two are one, or so close that a text in the one may be taken for the other.
    #[must_use]
    pub fn is_like(self, other: Self) -> bool {
        let like = |it: Self| it.row().and_then(|row| row.like);
        self == other || like(self).is_some() && like(self) == like(other)
    }

    fn row(self) -> Option<&'static Row> {
        TABLE.iter().find(|row| row.tag == self)
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.tag())
    }
}

impl fmt::Debug for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.tag())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tag(stated: &str) -> Option<String> {
        Language::stated(stated).map(|it| it.to_string())
    }

    #[test]
    fn every_way_to_state_a_language_is_understood() {
        for stated in ["en", "EN", "en-GB", "en_US.UTF-8", "eng", "English", " english (UK) "] {
            assert_eq!(tag(stated).as_deref(), Some("en"), "{stated}");
        }
        for (stated, meant) in
            [("zh-Hans", "zh"), ("cmn", "zh"), ("Français", "fr"), ("ger", "de"), ("haw", "haw")]
        {
            assert_eq!(tag(stated).as_deref(), Some(meant));
        }
        for stated in ["", "und", "mul", "unknown", "English and French", "e", "12"] {
            assert_eq!(tag(stated), None, "{stated:?}");
        }
    }

    #[test]
    fn neighbours_are_not_a_contradiction() {
        let of = |tag| Language::stated(tag).expect("a tag");
        assert!(of("sr").is_like(of("hr")) && of("no").is_like(of("nb")) && of("fr").is_like(of("fr-CA")));
        assert!(!of("es").is_like(of("pt")) && !of("haw").is_like(of("en")));
    }

    #[test]
    fn the_table_is_sorted_and_says_nothing_twice() {
        assert!(TABLE.is_sorted_by(|one, next| one.tag < next.tag));
        let mut codes: Vec<&str> = TABLE.iter().flat_map(|row| &row.codes).copied().collect();
        let n = codes.len();
        codes.sort_unstable();
        codes.dedup();
        assert_eq!(codes.len(), n);
    }
}
