//! The words that names are made of, numbered.

use crate::document::Fingerprint;
use crate::segment::WordTypes;
use crate::text::fold_into;
use rustc_hash::FxHashMap;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Number of a word in a [`NameWords`].
pub(super) type WordIx = u32;

/// What no name holds.
pub(super) const UNKNOWN: WordIx = WordIx::MAX;

/// Every word of every name, rule and title, folded and without accents.
#[derive(Debug, Default)]
pub(super) struct NameWords {
    numbers: FxHashMap<Box<str>, WordIx>,
}

impl NameWords {
    /// The number of a word, a new one if it is new.
    pub fn add(&mut self, word: &str) -> WordIx {
        let bare = bare(word);
        if let Some(&known) = self.numbers.get(bare.as_str()) {
            return known;
        }
        let number =
            WordIx::try_from(self.numbers.len()).expect("gazetteers hold fewer than 4 billion words");
        self.numbers.insert(bare.into(), number);
        number
    }

    /// The number of a folded form, or [`UNKNOWN`].
    pub fn number(&self, form: &str) -> WordIx {
        let found = if form.is_ascii() && !is_dash(form) {
            self.numbers.get(form)
        } else {
            self.numbers.get(bare(form).as_str())
        };
        found.copied().unwrap_or(UNKNOWN)
    }
}

/// A word as names are compared: folded, without accents, every dash a hyphen.
pub(super) fn bare(word: &str) -> String {
    let mut folded = String::with_capacity(word.len());
    fold_into(word, &mut folded);
    if is_dash(&folded) {
        "-".to_owned()
    } else if folded.is_ascii() {
        folded
    } else {
        folded.nfd().filter(|&character| !is_combining_mark(character)).map(without_stroke).collect()
    }
}

fn is_dash(word: &str) -> bool {
    matches!(word, "\u{2010}" | "\u{2011}" | "\u{2012}" | "\u{2013}" | "\u{2212}")
}

/// Letters whose stroke is no accent to Unicode.
fn without_stroke(character: char) -> char {
    match character {
        'ø' => 'o',
        'ł' => 'l',
        'đ' => 'd',
        'ı' => 'i',
        other => other,
    }
}

/// What a word may begin. Nearly every token of a text begins nothing, and is passed over for that.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Role(u8);

impl Role {
    /// A name of the gazetteer.
    pub const NAME: Self = Self(1);
    /// A name of the gazetteer that is written with a small letter.
    pub const SMALL_NAME: Self = Self(2);
    /// The words of a head rule.
    pub const HEAD: Self = Self(4);
    /// A title behind which a person is named.
    pub const TITLE: Self = Self(8);
    /// What some other rule looks for.
    pub const CUE: Self = Self(16);

    /// Whether this is, among others, the role asked for.
    pub const fn has(self, asked: Self) -> bool {
        self.0 & asked.0 != 0
    }

    pub const fn is_none(self) -> bool {
        self.0 == 0
    }

    fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// The role of each word, by number.
#[derive(Debug, Default)]
pub(super) struct Roles(Vec<Role>);

impl Roles {
    /// Gives these words a role.
    pub fn give(&mut self, role: Role, words: impl IntoIterator<Item = WordIx>) {
        for word in words.into_iter().filter(|&word| word != UNKNOWN) {
            let at = word as usize;
            if self.0.len() <= at {
                self.0.resize(at + 1, Role::default());
            }
            self.0[at] = self.0[at].and(role);
        }
    }

    fn of(&self, word: WordIx) -> Role {
        self.0.get(word as usize).copied().unwrap_or_default()
    }
}

/// What the names have to say to a word type.
#[derive(Clone, Copy, Debug)]
pub(super) struct NameWord {
    /// The word as it stands.
    pub whole: WordIx,
    /// The word without an *'s* or *'* at its end; [`UNKNOWN`] if it has none, or names know no such word.
    pub base: WordIx,
    /// What either may begin.
    pub role: Role,
}

/// What the names have to say to each word type, by the number of the type.
#[derive(Debug, Default)]
pub(in crate::annotate) struct NameTable {
    /// The gazetteer and the numbering that these are of.
    of: Option<(Fingerprint, u64)>,
    words: Vec<NameWord>,
}

impl NameTable {
    /// Makes ready for the types met so far.
    pub(super) fn catch_up(
        &mut self,
        types: &WordTypes,
        gazetteer: Fingerprint,
        (names, roles): (&NameWords, &Roles),
    ) {
        let of = Some((gazetteer, types.generation()));
        if self.of != of {
            *self = Self { of, words: Vec::new() };
        }
        for number in self.words.len()..types.len() {
            let form = types.form(number);
            let base = form.strip_suffix("'s").map_or(UNKNOWN, |base| names.number(base));
            let whole = names.number(form);
            self.words.push(NameWord { whole, base, role: roles.of(whole).and(roles.of(base)) });
        }
    }

    /// What is known of a type.
    pub(super) fn word(&self, number: u32) -> NameWord {
        self.words[number as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accents_and_dashes_make_no_other_word() {
        let mut words = NameWords::default();
        let (sao, hyphen, lodz) = (words.add("São"), words.add("-"), words.add("Łódź"));
        assert_eq!((words.number("sao"), words.number("são")), (sao, sao));
        assert_eq!(words.number("\u{2011}"), hyphen);
        assert_eq!((words.number("lodz"), words.number("łódź")), (lodz, lodz));
        assert_eq!(words.number("nowhere"), UNKNOWN);
    }
}
