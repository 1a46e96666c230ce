//! The pattern language of `docs/codebook.md`, as a small tree.

use crate::text::folded;
use std::fmt;

/// A row of words to find.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pattern {
    /// The row. Never empty.
    pub pieces: Vec<Piece>,
}

/// One place in the row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// A word of this shape.
    Word(Word),
    /// Words, groups or lists joined by hyphens: apart, hyphenated or written as one.
    Compound(Vec<Piece>),
    /// Any of the alternatives.
    Group {
        /// At least one.
        alternatives: Vec<Pattern>,
        /// Whether the group may be missing.
        optional: bool,
    },
    /// Any item of the list of this name.
    List(String),
    /// Up to so many words of any kind.
    Gap(u8),
    /// Any one word.
    AnyWord,
    /// A comma or nothing.
    Comma,
}

/// The shape of one word. All text is folded.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Word {
    /// As freely as the entry's `match` says.
    Plain(String),
    /// Exactly this.
    Exactly(String),
    /// This and its inflections as noun and verb; may hold `*`.
    Inflections(String),
    /// `*` stands for any run of characters.
    Glob(String),
    /// A regular expression for the whole word.
    Regex(String),
}

/// Why a pattern cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("column {column} of the pattern: {reason}")]
pub struct PatternError {
    /// 1-based, in characters of the pattern.
    pub column: usize,
    /// What is wrong there.
    pub reason: String,
}

impl Pattern {
    /// Reads a pattern.
    ///
    /// # Errors
    /// Names the first place that breaks the rules.
    pub fn parse(written: &str) -> Result<Self, PatternError> {
        let mut parser = Parser { chars: written.chars().collect(), at: 0 };
        let pattern = parser.sequence(Inside::Nothing)?;
        match parser.peek() {
            None => Ok(pattern),
            Some(mark) => Err(parser.wrong(&format!("{mark:?} closes nothing"))),
        }
    }
}

/// Whether a row ends at `|` and `)`.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Inside {
    Nothing,
    Group,
}

struct Parser {
    chars: Vec<char>,
    at: usize,
}

impl Parser {
    fn peek(&self) -> Option<char> {
        self.chars.get(self.at).copied()
    }

    fn wrong(&self, reason: &str) -> PatternError {
        PatternError { column: self.at + 1, reason: reason.to_owned() }
    }

    /// Steps over `mark` if it comes next.
    fn take(&mut self, mark: char) -> bool {
        let found = self.peek() == Some(mark);
        self.at += usize::from(found);
        found
    }

    fn sequence(&mut self, inside: Inside) -> Result<Pattern, PatternError> {
        let mut pieces = Vec::new();
        loop {
            while self.peek().is_some_and(char::is_whitespace) {
                self.at += 1;
            }
            match self.peek() {
                None | Some(')' | '}' | '>') => break,
                Some('|') if inside == Inside::Group => break,
                Some('|') => return Err(self.wrong("alternatives stand in round brackets: (a|b)")),
                Some(',') if pieces.is_empty() => return Err(self.wrong("a comma needs a word before it")),
                Some(',') => {
                    self.at += 1;
                    pieces.push(Piece::Comma);
                }
                Some(_) => pieces.push(self.compound()?),
            }
        }
        match pieces.last() {
            None => Err(self.wrong("a word is missing here")),
            Some(Piece::Comma) => Err(self.wrong("a comma needs a word behind it")),
            Some(_) => Ok(Pattern { pieces }),
        }
    }

    /// A piece, or several with hyphens between.
    fn compound(&mut self) -> Result<Piece, PatternError> {
        let mut parts = vec![self.piece()?];
        while self.take('-') {
            match self.peek() {
                Some(next) if !next.is_whitespace() && !"-|),".contains(next) => parts.push(self.piece()?),
                _ => return Err(self.wrong("a hyphen must stand between two words")),
            }
        }
        self.end_of_piece()?;
        let alone = parts.pop().expect("pushed above");
        if parts.is_empty() {
            return Ok(alone);
        }
        parts.push(alone);
        if parts.len() > MOST_PARTS {
            return Err(self.wrong(&format!("more than {MOST_PARTS} words in one compound")));
        }
        match parts.iter().find(|part| matches!(part, Piece::Gap(_) | Piece::AnyWord)) {
            Some(_) => Err(self.wrong("`*` and gaps cannot be part of a hyphenated word")),
            None => Ok(Piece::Compound(parts)),
        }
    }

    /// A piece ends at white space or a mark of the row it stands in.
    fn end_of_piece(&self) -> Result<(), PatternError> {
        match self.peek() {
            Some('?') => Err(self.wrong("`?` follows a group: (the)?")),
            Some('~') => Err(self.wrong("`~` follows a word without a `*` at its end: promote~")),
            Some(next) if !next.is_whitespace() && !"|),}>".contains(next) => {
                let whole =
                    "groups, lists and words are set apart by spaces: (liberty|liberties), not libert(y|ies)";
                Err(self.wrong(whole))
            }
            _ => Ok(()),
        }
    }

    fn piece(&mut self) -> Result<Piece, PatternError> {
        match self.peek() {
            Some('(') => self.group(),
            Some('{') => self.enclosed('}').map(Piece::List),
            Some('<') => self.gap(),
            Some('/') => self.regex(),
            Some('-') => Err(self.wrong("a hyphen must stand between two words")),
            Some(mark) if NEVER_MATCHED.contains(mark) => {
                Err(self
                    .wrong(&format!("{mark:?} is no part of a word; patterns match words and commas only")))
            }
            _ => self.word(),
        }
    }

    fn group(&mut self) -> Result<Piece, PatternError> {
        let opened = self.at;
        self.at += 1;
        let mut alternatives = vec![self.sequence(Inside::Group)?];
        while self.take('|') {
            alternatives.push(self.sequence(Inside::Group)?);
        }
        if !self.take(')') {
            self.at = opened;
            return Err(self.wrong("this bracket is never closed"));
        }
        Ok(Piece::Group { alternatives, optional: self.take('?') })
    }

    /// What stands between the mark at hand and `close`.
    fn enclosed(&mut self, close: char) -> Result<String, PatternError> {
        let rest = &self.chars[self.at + 1..];
        let Some(length) = rest.iter().position(|&mark| mark == close) else {
            return Err(self.wrong("this bracket is never closed"));
        };
        let inner: String = rest[..length].iter().collect();
        if inner.trim().is_empty() {
            return Err(self.wrong("there is nothing between these marks"));
        }
        self.at += length + 2;
        Ok(inner.trim().to_owned())
    }

    fn gap(&mut self) -> Result<Piece, PatternError> {
        let opened = self.at;
        match self.enclosed('>')?.parse::<u8>() {
            Ok(words @ 1..=MOST_GAP) => Ok(Piece::Gap(words)),
            _ => {
                self.at = opened;
                Err(self.wrong(&format!("a gap is a number of words from 1 to {MOST_GAP}: <3>")))
            }
        }
    }

    fn regex(&mut self) -> Result<Piece, PatternError> {
        let opened = self.at;
        self.at += 1;
        let mut written = String::new();
        loop {
            match self.peek() {
                None => {
                    self.at = opened;
                    return Err(self.wrong("this regular expression is never closed by /"));
                }
                Some('/') => break,
                Some('\\') if self.chars.get(self.at + 1) == Some(&'/') => self.at += 1,
                Some(_) => {}
            }
            written.extend(self.peek());
            self.at += 1;
        }
        self.at += 1;
        match regex::Regex::new(&written) {
            Ok(_) => Ok(Piece::Word(Word::Regex(written))),
            Err(_) => {
                self.at = opened;
                Err(self.wrong(&format!("/{written}/ is not a regular expression")))
            }
        }
    }

    fn word(&mut self) -> Result<Piece, PatternError> {
        let exactly = self.take('=');
        let start = self.at;
        while self.peek().is_some_and(is_word_mark) {
            self.at += 1;
        }
        let written: String = self.chars[start..self.at].iter().collect();
        let word = folded(&written);
        if word.is_empty() {
            return Err(self.wrong("a word is missing here"));
        }
        let star = word.contains('*');
        if !word.ends_with('*') && self.take('~') {
            return Ok(Piece::Word(Word::Inflections(word)));
        }
        match (star, exactly) {
            (true, _) if word.chars().all(|mark| mark == '*') => Ok(Piece::AnyWord),
            (true, true) => Err(self.wrong("`=` asks for one word and `*` for many; choose one")),
            (true, false) => Ok(Piece::Word(Word::Glob(word))),
            (false, true) => Ok(Piece::Word(Word::Exactly(word))),
            (false, false) => Ok(Piece::Word(Word::Plain(word))),
        }
    }
}

/// Each hyphen doubles the spellings of a compound; real ones have two to four parts.
const MOST_PARTS: usize = 5;

/// A longer gap than this says little about what stands at its ends.
const MOST_GAP: u8 = 20;

/// Marks that tokens of words never hold.
const NEVER_MATCHED: &str = ";:!?\"“”[]\\~";

fn is_word_mark(mark: char) -> bool {
    !mark.is_whitespace() && !"(){}<>|?~=/,-;:!\"“”[]\\".contains(mark)
}

impl fmt::Display for Pattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, piece) in self.pieces.iter().enumerate() {
            let space = if at == 0 || *piece == Piece::Comma { "" } else { " " };
            write!(f, "{space}{piece}")?;
        }
        Ok(())
    }
}

impl fmt::Display for Piece {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Word(word) => write!(f, "{word}"),
            Self::Compound(parts) => {
                let parts: Vec<String> = parts.iter().map(ToString::to_string).collect();
                f.write_str(&parts.join("-"))
            }
            Self::Group { alternatives, optional } => {
                let rows: Vec<String> = alternatives.iter().map(ToString::to_string).collect();
                write!(f, "({}){}", rows.join("|"), if *optional { "?" } else { "" })
            }
            Self::List(name) => write!(f, "{{{name}}}"),
            Self::Gap(words) => write!(f, "<{words}>"),
            Self::AnyWord => f.write_str("*"),
            Self::Comma => f.write_str(","),
        }
    }
}

impl fmt::Display for Word {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Plain(word) | Self::Glob(word) => f.write_str(word),
            Self::Exactly(word) => write!(f, "={word}"),
            Self::Inflections(word) => write!(f, "{word}~"),
            Self::Regex(written) => write!(f, "/{}/", written.replace('/', "\\/")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The pattern written out again, which shows how it was read.
    fn read(written: &str) -> String {
        Pattern::parse(written).expect("a pattern").to_string()
    }

    fn pieces(written: &str) -> Vec<Piece> {
        Pattern::parse(written).expect("a pattern").pieces
    }

    #[test]
    fn every_written_form_is_read_and_written_again() {
        for written in [
            "press freedom",
            "non-interference",
            "women's rights",
            "(a|b c|d) rights",
            "freedom of (the)? press",
            "censor* re*ation",
            "rights of * persons",
            "restrict <3> speech",
            "rights of {persons}",
            "promote~ peace",
            "authori*e~ filtering",
            "=states parties",
            "/\\d+th/ amendment",
            "economic, social and cultural rights",
            "(cyber|digital)-sovereignty",
        ] {
            assert_eq!(read(written), written);
        }
    }

    #[test]
    fn case_apostrophes_and_white_space_do_not_matter() {
        assert_eq!(read("  Women’s\n RIGHTS "), "women's rights");
    }

    #[test]
    fn each_mark_has_its_own_meaning() {
        assert_eq!(pieces("censor*"), [Piece::Word(Word::Glob("censor*".into()))]);
        assert_eq!(pieces("=US"), [Piece::Word(Word::Exactly("us".into()))]);
        assert_eq!(pieces("promote~"), [Piece::Word(Word::Inflections("promote".into()))]);
        assert_eq!(pieces("/a\\/b/"), [Piece::Word(Word::Regex("a/b".into()))]);
        assert!(matches!(&pieces("e-mail")[..], [Piece::Compound(parts)] if parts.len() == 2));
    }

    #[test]
    fn mistakes_are_named_with_their_column() {
        for (written, column, part) in [
            ("", 1, "missing"),
            ("libert(y|ies)", 7, "set apart"),
            ("right(s)?", 6, "set apart"),
            ("press | media", 7, "round brackets"),
            ("freedom of (the press", 12, "never closed"),
            ("rights of {persons", 11, "never closed"),
            ("non- interference", 5, "hyphen"),
            ("a <0> b", 3, "gap"),
            ("stop!", 5, "set apart"),
            ("/(/", 1, "not a regular expression"),
            ("the? press", 4, "follows a group"),
            ("press)", 6, "closes nothing"),
            ("rights,", 8, "comma"),
        ] {
            let error = Pattern::parse(written).expect_err(written);
            assert_eq!(error.column, column, "{written}: {error}");
            assert!(error.reason.contains(part), "{written}: {error}");
        }
    }
}
