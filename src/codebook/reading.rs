//! A pattern written out: every row of words it can mean, and for each word the tests it may pass.

use super::Matching;
use super::inflect::{all_forms, noun_forms, without_apostrophe};
use super::pattern::{Pattern, Piece, Word};
use rustc_hash::FxHashMap;
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

/// One row that a pattern can mean.
pub type Reading = Vec<Step>;

/// One place in a row.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Step {
    /// A word that passes any of these tests.
    Word(BTreeSet<Test>),
    /// Any one word.
    AnyWord,
    /// Up to so many words.
    Gap(u8),
    /// A comma or nothing.
    Comma,
}

/// A test that depends on the folded form of a word alone.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Test {
    /// It is this form.
    Form(String),
    /// Its stem is this one.
    Stem(String),
    /// It has this shape, `*` being any run of characters.
    Glob(String),
    /// This expression matches the whole of it.
    Regex(String),
}

/// Rows a single pattern may mean; more is a slip (`(a|b)? (c|d)? ...`), and would slow every text.
pub const MOST_READINGS: usize = 2_000;

/// Why a pattern cannot be written out.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ReadingError {
    /// It means too many rows.
    #[error("the pattern can be read in more than {MOST_READINGS} ways; split it, or use a list")]
    TooMany,
    /// It matches nothing at all, or something without ends.
    #[error("a pattern begins and ends with a word, not with a gap or `*`, and cannot be all optional")]
    OpenEnded,
}

/// Writes patterns out, for the lists and the language of a codebook.
pub struct Reader<'c> {
    lists: &'c BTreeMap<String, Vec<String>>,
    english: bool,
    stemmer: Option<rust_stemmers::Stemmer>,
    /// The forms of words read so far: lists and the rows of one pattern name the same words again and again.
    nouns: RefCell<FxHashMap<String, Vec<Test>>>,
}

/// A place in a row before words become tests, so that compounds can still be written as one word.
#[derive(Clone)]
enum Draft {
    Word(BTreeSet<Word>),
    AnyWord,
    Gap(u8),
    Comma,
}

impl<'c> Reader<'c> {
    /// For a codebook's word lists and language.
    #[must_use]
    pub fn new(lists: &'c BTreeMap<String, Vec<String>>, language: &str) -> Self {
        Self {
            lists,
            english: is_english(language),
            stemmer: stemmer_for(language),
            nouns: RefCell::default(),
        }
    }

    /// Every row that the pattern means, sorted, each once.
    ///
    /// # Errors
    /// If there are too many, or one has no words at its ends.
    pub fn readings(&self, pattern: &Pattern, matching: Matching) -> Result<Vec<Reading>, ReadingError> {
        let drafts = self.rows(pattern)?;
        let mut readings: Vec<Reading> = Vec::with_capacity(drafts.len());
        for draft in drafts {
            let ends = [draft.first(), draft.last()];
            if ends.iter().any(|end| !matches!(end, Some(Draft::Word(_)))) {
                return Err(ReadingError::OpenEnded);
            }
            readings.push(draft.into_iter().map(|place| self.step(place, matching)).collect());
        }
        readings.sort();
        readings.dedup();
        Ok(readings)
    }

    fn rows(&self, pattern: &Pattern) -> Result<Vec<Vec<Draft>>, ReadingError> {
        let mut rows = vec![Vec::new()];
        for piece in &pattern.pieces {
            rows = product(&rows, &self.piece(piece)?, |left, right| {
                vec![left.iter().chain(right).cloned().collect()]
            })?;
        }
        Ok(rows)
    }

    fn piece(&self, piece: &Piece) -> Result<Vec<Vec<Draft>>, ReadingError> {
        Ok(match piece {
            Piece::Word(word) => vec![vec![Draft::Word(BTreeSet::from([word.clone()]))]],
            Piece::AnyWord => vec![vec![Draft::AnyWord]],
            Piece::Gap(words) => vec![vec![Draft::Gap(*words)]],
            Piece::Comma => vec![vec![Draft::Comma]],
            Piece::Compound(parts) => self.compound(parts)?,
            Piece::List(name) => self.any_of(self.list(name))?,
            Piece::Group { alternatives, optional } => {
                let mut rows = self.any_of(alternatives.iter().cloned())?;
                if *optional {
                    rows.push(Vec::new());
                }
                rows
            }
        })
    }

    fn list(&self, name: &str) -> impl Iterator<Item = Pattern> {
        let items = self.lists.get(name).into_iter().flatten();
        items.map(|item| Pattern::parse(item).expect("the loader has read every item of a list"))
    }

    /// The rows of all alternatives, those of a single word gathered into one.
    fn any_of(&self, alternatives: impl Iterator<Item = Pattern>) -> Result<Vec<Vec<Draft>>, ReadingError> {
        let mut words = BTreeSet::new();
        let mut rows = Vec::new();
        for alternative in alternatives {
            for row in self.rows(&alternative)? {
                match &row[..] {
                    [Draft::Word(one)] => words.extend(one.iter().cloned()),
                    _ => rows.push(row),
                }
            }
        }
        if !words.is_empty() {
            rows.push(vec![Draft::Word(words)]);
        }
        Ok(rows)
    }

    /// The parts side by side, and every way of writing neighbours as one word.
    fn compound(&self, parts: &[Piece]) -> Result<Vec<Vec<Draft>>, ReadingError> {
        let mut rows = vec![Vec::new()];
        for part in parts {
            rows = product(&rows, &self.piece(part)?, |left, right| {
                let apart = left.iter().chain(right).cloned().collect();
                std::iter::once(apart).chain(closed(left, right)).collect()
            })?;
        }
        Ok(rows)
    }

    fn step(&self, draft: Draft, matching: Matching) -> Step {
        match draft {
            Draft::AnyWord => Step::AnyWord,
            Draft::Gap(words) => Step::Gap(words),
            Draft::Comma => Step::Comma,
            Draft::Word(words) => {
                Step::Word(words.iter().flat_map(|word| self.tests(word, matching)).collect())
            }
        }
    }

    fn tests(&self, word: &Word, matching: Matching) -> Vec<Test> {
        let shape = |form: String| if form.contains('*') { Test::Glob(form) } else { Test::Form(form) };
        let forms = |forms: BTreeSet<String>| -> Vec<Test> { forms.into_iter().map(shape).collect() };
        match (word, matching) {
            (Word::Glob(shape), _) => vec![Test::Glob(shape.clone())],
            (Word::Regex(written), _) => vec![Test::Regex(written.clone())],
            (Word::Exactly(word), _) => vec![Test::Form(word.clone())],
            (Word::Inflections(word), _) => forms(all_forms(word)),
            (Word::Plain(word), Matching::Stem) => match &self.stemmer {
                Some(stemmer) => vec![Test::Stem(stemmer.stem(word).into_owned())],
                None => vec![Test::Form(word.clone())],
            },
            (Word::Plain(word), Matching::Inflected) if self.english => {
                let mut nouns = self.nouns.borrow_mut();
                match nouns.get(word) {
                    Some(known) => known.clone(),
                    None => nouns.entry(word.clone()).or_insert(forms(noun_forms(word))).clone(),
                }
            }
            (Word::Plain(word), _) => {
                let bare = without_apostrophe(word).map(Test::Form);
                std::iter::once(Test::Form(word.clone())).chain(bare).collect()
            }
        }
    }
}

/// Whether the rules of English spelling apply.
#[must_use]
pub fn is_english(language: &str) -> bool {
    language == "en" || language.starts_with("en-")
}

/// The Snowball stemmer of a language, if there is one.
#[must_use]
pub fn stemmer_for(language: &str) -> Option<rust_stemmers::Stemmer> {
    use rust_stemmers::Algorithm;
    let algorithm = match language.split('-').next()? {
        "ar" => Algorithm::Arabic,
        "da" => Algorithm::Danish,
        "de" => Algorithm::German,
        "el" => Algorithm::Greek,
        "en" => Algorithm::English,
        "es" => Algorithm::Spanish,
        "fi" => Algorithm::Finnish,
        "fr" => Algorithm::French,
        "hu" => Algorithm::Hungarian,
        "it" => Algorithm::Italian,
        "nl" => Algorithm::Dutch,
        "no" | "nb" | "nn" => Algorithm::Norwegian,
        "pt" => Algorithm::Portuguese,
        "ro" => Algorithm::Romanian,
        "ru" => Algorithm::Russian,
        "sv" => Algorithm::Swedish,
        "ta" => Algorithm::Tamil,
        "tr" => Algorithm::Turkish,
        _ => return None,
    };
    Some(rust_stemmers::Stemmer::create(algorithm))
}

/// Every row of `left` with every row of `right`.
fn product(
    left: &[Vec<Draft>],
    right: &[Vec<Draft>],
    join: impl Fn(&[Draft], &[Draft]) -> Vec<Vec<Draft>>,
) -> Result<Vec<Vec<Draft>>, ReadingError> {
    if left.len().saturating_mul(right.len()) > MOST_READINGS {
        return Err(ReadingError::TooMany);
    }
    let rows: Vec<_> =
        left.iter().flat_map(|left| right.iter().flat_map(|right| join(left, right))).collect();
    if rows.len() > MOST_READINGS { Err(ReadingError::TooMany) } else { Ok(rows) }
}

/// The two rows with the words at the seam written as one: `non` + `interference`.
fn closed(left: &[Draft], right: &[Draft]) -> Option<Vec<Draft>> {
    let (Some((Draft::Word(last), before)), Some((Draft::Word(first), after))) =
        (left.split_last(), right.split_first())
    else {
        return None;
    };
    let joined: BTreeSet<Word> =
        last.iter().flat_map(|left| first.iter().filter_map(|right| one_word(left, right))).collect();
    if joined.is_empty() {
        return None;
    }
    let seam = Draft::Word(joined);
    Some(before.iter().cloned().chain([seam]).chain(after.iter().cloned()).collect())
}

/// Two shapes as one: the second says how freely the whole matches.
fn one_word(left: &Word, right: &Word) -> Option<Word> {
    let (Word::Plain(start) | Word::Exactly(start) | Word::Inflections(start) | Word::Glob(start)) = left
    else {
        return None;
    };
    Some(match (left, right) {
        (_, Word::Regex(_)) => return None,
        (Word::Glob(_), Word::Plain(end) | Word::Exactly(end) | Word::Inflections(end)) => {
            Word::Glob(format!("{start}{end}"))
        }
        (_, Word::Glob(end)) => Word::Glob(format!("{start}{end}")),
        (_, Word::Plain(end)) => Word::Plain(format!("{start}{end}")),
        (_, Word::Exactly(end)) => Word::Exactly(format!("{start}{end}")),
        (_, Word::Inflections(end)) => Word::Inflections(format!("{start}{end}")),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Rows with the tests of each word joined by `/`.
    fn rows(written: &str, matching: Matching) -> Vec<String> {
        let lists = BTreeMap::from([(
            "persons".to_owned(),
            vec!["users".to_owned(), "civil society".to_owned(), "journalists".to_owned()],
        )]);
        let pattern = Pattern::parse(written).expect("a pattern");
        let readings = Reader::new(&lists, "en").readings(&pattern, matching).expect("readings");
        readings.iter().map(|reading| reading.iter().map(shown).collect::<Vec<_>>().join(" ")).collect()
    }

    fn shown(step: &Step) -> String {
        let test = |test: &Test| match test {
            Test::Form(text) | Test::Stem(text) | Test::Glob(text) | Test::Regex(text) => text.clone(),
        };
        match step {
            Step::Word(tests) => tests.iter().map(test).collect::<Vec<_>>().join("/"),
            Step::AnyWord => "*".to_owned(),
            Step::Gap(words) => format!("<{words}>"),
            Step::Comma => ",".to_owned(),
        }
    }

    #[test]
    fn compounds_are_read_apart_and_as_one() {
        assert_eq!(rows("non-interference", Matching::Exact), ["non interference", "noninterference"]);
        assert_eq!(rows("self-determin*", Matching::Exact), ["self determin*", "selfdetermin*"]);
        assert_eq!(rows("(cyber|info)-war", Matching::Exact), ["cyber/info war", "cyberwar/infowar"]);
    }

    #[test]
    fn lists_gather_their_single_words() {
        assert_eq!(
            rows("rights of {persons}", Matching::Exact),
            ["rights of civil society", "rights of journalists/users"]
        );
    }

    #[test]
    fn optional_groups_give_two_rows() {
        assert_eq!(
            rows("freedom of (the)? press", Matching::Exact),
            ["freedom of press", "freedom of the press"]
        );
    }

    #[test]
    fn stems_are_those_of_the_language() {
        assert_eq!(rows("regulations", Matching::Stem), ["regul"]);
    }

    #[test]
    fn open_ends_and_explosions_are_refused() {
        let reader = |written: &str| {
            let lists = BTreeMap::new();
            let pattern = Pattern::parse(written).expect("a pattern");
            Reader::new(&lists, "en").readings(&pattern, Matching::Exact)
        };
        assert_eq!(reader("* rights"), Err(ReadingError::OpenEnded));
        assert_eq!(reader("(the)?"), Err(ReadingError::OpenEnded));
        let many = "(a b|c d)? ".repeat(12) + "end";
        assert_eq!(reader(&many), Err(ReadingError::TooMany));
    }
}
