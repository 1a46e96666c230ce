//! A token as the features see it.

use super::class::{Class, without_possessive};
use super::clusters::{Clusters, WordFacts};
use super::key::text_code;

/// Where a token stands and how its sentence is written: `style * 2 + first`. Only capitals mean something else
/// at the beginning of a sentence or in a heading, so all other tokens have 0.
pub type Stance = u8;

/// What is seen of a token. A function of its folded form, class, stance and, if it is [`Class::Mixed`], surface.
#[derive(Clone, Debug)]
pub struct Look {
    /// How it is written.
    pub class: Class,
    /// Where it stands.
    pub stance: Stance,
    /// Whether `'s` was cut off.
    pub possessive: bool,
    /// Folded, without possessive, every digit a 0.
    pub lower: Box<str>,
    /// `Xx`, `X.X.`, `xX`, `0x`.
    pub shape: Box<str>,
    /// What is known of the word from elsewhere.
    pub facts: WordFacts,
    /// The parts that pairs are made of.
    pub codes: Codes,
}

/// The parts of a look that pairs of neighbours are made of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Codes {
    /// The word.
    pub lower: u64,
    /// Class, stance, possessive and, for marks, the mark.
    pub caps: u64,
    /// Its class of words, coarse to fine; with the caps.
    pub groups: [u64; 3],
}

/// Characters of a shape that are kept.
const LONGEST_SHAPE: usize = 10;

impl Look {
    /// The look of a token.
    #[must_use]
    pub fn new(norm: &str, surface: &str, class: Class, stance: Stance, clusters: &Clusters) -> Self {
        let core = without_possessive(norm);
        let lower: String =
            core.chars().map(|letter| if letter.is_ascii_digit() { '0' } else { letter }).collect();
        let facts = clusters.facts(core);
        let possessive = core.len() < norm.len();
        let shape = shape(if class == Class::Mixed { surface } else { core }, class);
        let codes = Codes::new(&lower, class, stance, possessive, facts);
        Self { class, stance, possessive, lower: lower.into(), shape: shape.into(), facts, codes }
    }

    /// What stands before the first token of a sentence.
    #[must_use]
    pub fn before_all() -> Self {
        Self::edge("<")
    }

    /// What stands behind the last.
    #[must_use]
    pub fn behind_all() -> Self {
        Self::edge(">")
    }

    fn edge(name: &str) -> Self {
        let caps = text_code(name);
        Self {
            class: Class::Mark,
            stance: u8::MAX,
            possessive: false,
            lower: name.repeat(3).into(),
            shape: name.into(),
            facts: WordFacts::default(),
            codes: Codes { lower: caps, caps, groups: [caps; 3] },
        }
    }
}

impl Codes {
    fn new(lower: &str, class: Class, stance: Stance, possessive: bool, facts: WordFacts) -> Self {
        let word = text_code(lower);
        let mark = if class == Class::Mark { word } else { 0 };
        let caps = mark ^ (1 + class as u64 * 64 + u64::from(stance) * 2 + u64::from(possessive));
        // Words that are in no class, and marks, stand for themselves by how they are written.
        let group = |id: u16| (u64::from(id) + 1) * 0x1_0000 + (class as u64) * 256 + u64::from(stance);
        let groups = [facts.groups[0], facts.groups[1], facts.groups[2]].map(group);
        Self { lower: word, caps, groups }
    }
}

/// How the letters are written, runs taken together.
fn shape(text: &str, class: Class) -> String {
    let mut shape = String::new();
    let mut begun = false;
    for letter in text.chars() {
        let sign = if letter.is_alphabetic() {
            let capital = match class {
                Class::Capitals => true,
                Class::Title => !begun,
                Class::Mixed => letter.is_uppercase(),
                Class::Small | Class::Number | Class::Mark => false,
            };
            begun = true;
            if capital { 'X' } else { 'x' }
        } else if letter.is_numeric() {
            '0'
        } else {
            letter
        };
        if !shape.ends_with(sign) {
            shape.push(sign);
        }
        if shape.len() >= LONGEST_SHAPE {
            break;
        }
    }
    shape
}

#[cfg(test)]
mod tests {
    use super::*;

    fn look(norm: &str, surface: &str, class: Class) -> Look {
        Look::new(norm, surface, class, 0, &Clusters::default())
    }

    #[test]
    fn shapes_follow_the_class() {
        assert_eq!(&*look("geneva", "Geneva", Class::Title).shape, "Xx");
        assert_eq!(&*look("u.s.", "U.S.", Class::Capitals).shape, "X.X.");
        assert_eq!(&*look("mccain", "McCain", Class::Mixed).shape, "XxXx");
        assert_eq!(&*look("2015", "2015", Class::Number).shape, "0");
    }

    #[test]
    fn a_possessive_is_seen_as_its_word() {
        let look = look("china's", "China's", Class::Title);
        assert_eq!((&*look.lower, look.possessive), ("china", true));
    }
}
