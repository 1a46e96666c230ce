//! How tokens and sentences are capitalised.

use crate::segment::{Token, TokenKind};

/// How a token is written. A possessive `'s` does not count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Class {
    /// A word that begins small (`of`, `privacy`).
    Small,
    /// A capital and no other (`Geneva`).
    Title,
    /// No small letter (`NATO`, `U.S.`, `X`).
    Capitals,
    /// Capitals elsewhere (`McCain`, `iPhone`, `5G`).
    Mixed,
    /// Begins with a digit and has no capital (`2015`, `70th`).
    Number,
    /// A mark or symbol.
    Mark,
}

impl Class {
    /// Whether a name may consist of such a token.
    #[must_use]
    pub const fn is_capitalised(self) -> bool {
        matches!(self, Self::Title | Self::Capitals | Self::Mixed)
    }

    /// The class of a token of this text.
    #[must_use]
    pub fn of(text: &str, token: &Token) -> Self {
        match token.kind {
            TokenKind::Word => Self::of_word(token.span.slice(text)),
            TokenKind::Number => Self::Number,
            TokenKind::Dash | TokenKind::Punctuation | TokenKind::Symbol => Self::Mark,
        }
    }

    fn of_word(word: &str) -> Self {
        let bytes = word.as_bytes();
        match bytes.first() {
            // `iPhone`, `al-`, `d'Ivoire`: a capital among the first three letters is all that is looked for,
            // because nine words in ten come here.
            Some(b'a'..=b'z') => {
                let capital = bytes[1..bytes.len().min(3)].iter().any(u8::is_ascii_uppercase);
                if capital { Self::Mixed } else { Self::Small }
            }
            Some(b'0'..=b'9') => {
                if word.contains(char::is_uppercase) {
                    Self::Mixed
                } else {
                    Self::Number
                }
            }
            Some(_) => Self::of_capitalised(without_possessive(word)),
            None => Self::Mark,
        }
    }

    fn of_capitalised(word: &str) -> Self {
        let mut letters = word.chars().filter(|letter| letter.is_alphabetic());
        let first = letters.next().is_some_and(char::is_uppercase);
        let (mut capital, mut small, mut n_letters) = (false, false, usize::from(first));
        for letter in letters {
            capital |= letter.is_uppercase();
            small |= letter.is_lowercase();
            n_letters += 1;
        }
        match (first, capital, small) {
            (true, true, true) | (false, true, _) => Self::Mixed,
            (false, false, _) => Self::Small,
            (true, false, true) => Self::Title,
            (true, false, false) if n_letters > 1 && !word.is_ascii() => Self::Title,
            (true, _, false) => Self::Capitals,
        }
    }
}

/// The word without `'s` or `’s` at its end.
#[must_use]
pub fn without_possessive(word: &str) -> &str {
    let ends = ["'s", "’s", "'S", "’S", "ʼs"];
    ends.iter().find_map(|end| word.strip_suffix(end)).filter(|rest| !rest.is_empty()).unwrap_or(word)
}

/// How a sentence is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Style {
    /// Small letters but for names and beginnings.
    #[default]
    Plain,
    /// Every word of weight has a capital: a heading, a list of names.
    Heading,
    /// Capitals throughout.
    Capitals,
}

/// Small words of this length and more do not occur in headings.
const WEIGHTY: u32 = 5;
/// Capitalised words that a heading must have.
const FEWEST: usize = 3;

impl Style {
    /// The style of a sentence, from its tokens and their classes.
    #[must_use]
    pub fn of(tokens: &[Token], classes: &[Class]) -> Self {
        let (mut capitalised, mut titles, mut long) = (0, 0, false);
        for (token, class) in tokens.iter().zip(classes) {
            match class {
                Class::Small if token.span.len() >= WEIGHTY => return Self::Plain,
                Class::Small | Class::Title | Class::Mixed => {
                    titles += 1;
                    capitalised += usize::from(class.is_capitalised());
                }
                Class::Capitals => {
                    capitalised += 1;
                    long |= token.span.len() >= WEIGHTY;
                }
                Class::Number | Class::Mark => {}
            }
        }
        match (capitalised >= FEWEST, titles == 0 && long) {
            (false, _) => Self::Plain,
            (true, true) => Self::Capitals,
            (true, false) => Self::Heading,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn class(word: &str) -> Class {
        Class::of_word(word)
    }

    #[test]
    fn a_possessive_does_not_change_the_class() {
        assert_eq!(class("NATO's"), Class::Capitals);
        assert_eq!(class("China’s"), Class::Title);
        assert_eq!(without_possessive("'s"), "'s");
    }

    #[test]
    fn capitals_are_told_from_mixtures() {
        assert_eq!(class("U.S."), Class::Capitals);
        assert_eq!(class("McCain"), Class::Mixed);
        assert_eq!(class("iPhone"), Class::Mixed);
        assert_eq!(class("5G"), Class::Mixed);
        assert_eq!(class("70th"), Class::Number);
        assert_eq!(class("Éire"), Class::Title);
        assert_eq!(class("élan"), Class::Small);
        assert_eq!(class("世界"), Class::Small);
        assert_eq!(class("X"), Class::Capitals);
    }
}
