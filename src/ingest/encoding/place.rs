//! Does a character make sense where it stands? Letters stand in words, quotes at their edges, signs by figures.
//!
//! A byte that is a curly quote in one encoding is an accented letter in the other, so where it stands mostly tells which of
//! the two it is: `don’t` is `donít` in Mac Roman, `Martínez` is `Mart’nez` in Windows-1252.

use super::Encoding;
use crate::ingest::repair::english::is_word;

/// Letters of a word that are looked at on either side.
const REACH: usize = 40;

/// Bytes read in one of the two encodings.
pub(super) struct Reading {
    pub(super) encoding: Encoding,
    /// What the bytes from 0x80 on mean.
    high: Vec<char>,
}

impl Reading {
    pub(super) fn of(encoding: Encoding) -> Self {
        let bytes: Vec<u8> = (0x80..=0xFF).collect();
        let mut text = String::with_capacity(512);
        let _ = encoding.decoder().decode_to_string(&bytes, &mut text, true);
        Self { encoding, high: text.chars().collect() }
    }

    pub(super) fn character(&self, byte: u8) -> char {
        let at = usize::from(byte).checked_sub(0x80);
        at.and_then(|at| self.high.get(at)).copied().unwrap_or(char::from(byte & 0x7F))
    }

    /// The byte that means a character.
    pub(super) fn byte_of(&self, it: char) -> Option<u8> {
        if it.is_ascii() {
            return u8::try_from(it).ok();
        }
        self.high.iter().position(|high| *high == it).and_then(|at| u8::try_from(0x80 + at).ok())
    }

    /// Whether the byte at `at`, which is beyond ASCII, makes sense there.
    pub(super) fn fits(&self, bytes: &[u8], at: usize) -> bool {
        let it = self.character(bytes[at]);
        let before = at.checked_sub(1).map(|at| self.character(bytes[at]));
        let before = before.filter(|_| !is_escaped(&bytes[..at]));
        let after = bytes.get(at + 1).map(|byte| self.character(*byte));
        let (left, right) = (Beside(before), Beside(after));
        if is_letter(it) {
            return self.letter_fits(bytes, at, it, left.is_digit() || right.is_digit());
        }
        match it {
            '\u{A0}' | '…' => true,
            '“' | '‘' | '’' | '”' if left.is_letter() && right.is_letter() => {
                it == '’' && self.apostrophe_fits(bytes, at)
            }
            '“' | '”' | '‘' | '’' | '„' | '‚' => {
                let opens = it != '”' && left.is_open() && !right.is_blank();
                let closes = !matches!(it, '„' | '‚') && !left.is_blank() && right.is_close();
                opens || closes || left.is_blank() && right.is_close()
            }
            '«' | '»' | '‹' | '›' | '•' | '·' => !(left.is_letter() && right.is_letter()),
            '–' | '—' => {
                let (word, next) = (self.before(bytes, at), self.after(bytes, at));
                !left.is_letter() || !right.is_letter() || are_words(&word, &next)
            }
            '€' | '£' | '¥' | '¢' | '‰' | '±' | '×' | '÷' | '¼' | '½' | '¾' => {
                self.is_by_digit(bytes, at) && !(left.is_letter() && right.is_letter())
            }
            '°' | 'º' | 'ª' | '¹' | '²' | '³' => !left.is_blank() && !right.is_small(),
            '§' | '¶' => !left.is_letter() && !right.is_letter(),
            '©' | '®' | '™' => {
                !right.is_letter() && (left.is_letter() || left.is_blank() || left.is_digit())
            }
            '†' | '‡' => !left.is_blank() && right.is_close(),
            '¿' | '¡' => !left.is_letter() && !right.is_blank() && !right.is_digit(),
            _ => false,
        }
    }

    fn letter_fits(&self, bytes: &[u8], at: usize, it: char, is_by_digit: bool) -> bool {
        let (word, here) = self.word(bytes, at);
        if is_by_digit {
            return false;
        }
        if word.len() == 1 {
            return matches!(it, 'à' | 'é' | 'è' | 'å' | 'ö' | 'À' | 'É' | 'Å' | 'Ö');
        }
        let n_high = word.iter().filter(|it| !it.is_ascii()).count();
        let in_a_row = word.windows(3).any(|three| three.iter().all(|it| !it.is_ascii()));
        if n_high == word.len() || in_a_row || (word.len() >= 4 && n_high * 2 > word.len()) {
            return false;
        }
        let is_short = it == 'ß' && word.len() < 4;
        !is_short && case_fits(&word, here) && !self.is_mark(&word, here)
    }

    /// Whether a letter stands where only the quote or dash does that its byte is in the other encoding.
    fn is_mark(&self, word: &[char], at: usize) -> bool {
        let (left, right): (String, String) = (word[..at].iter().collect(), word[at + 1..].iter().collect());
        if self.encoding == Encoding::WINDOWS_1252 {
            return matches!(word[at], 'Ò' | 'Ô') && left.is_empty() && right.len() >= 3 && is_word(&right);
        }
        match word[at] {
            'ë' | 'ì' => left.is_empty(),
            'î' => right.is_empty(),
            'í' if right.is_empty() => left.len() >= 4 && left.ends_with('s') && is_word(&left),
            'í' => is_contraction(&left, &right),
            'ñ' | 'ó' => left.len() + right.len() >= 6 && is_word(&left) && is_word(&right),
            _ => false,
        }
    }

    /// Whether `’` may stand within the word: `don’t`, `l’État`, `O’Neill`.
    fn apostrophe_fits(&self, bytes: &[u8], at: usize) -> bool {
        let (left, right) = (self.before(bytes, at), self.after(bytes, at));
        let elides =
            left.chars().count() <= 2 || left.ends_with("qu") || left.ends_with("ll") || left == "aujourd";
        elides || CONTRACTED.contains(&&*right.to_lowercase())
    }

    /// The word around a letter, and where in it the letter stands.
    fn word(&self, bytes: &[u8], at: usize) -> (Vec<char>, usize) {
        let mut word = self.letters_before(bytes, at);
        let here = word.len();
        word.push(self.character(bytes[at]));
        word.extend(self.letters_after(bytes, at));
        (word, here)
    }

    fn letters_before(&self, bytes: &[u8], at: usize) -> Vec<char> {
        let near = bytes[..at].iter().rev().take(REACH).map(|byte| self.character(*byte));
        let mut letters: Vec<char> = near.take_while(|it| is_letter(*it)).collect();
        if is_escaped(&bytes[..(at + 1).saturating_sub(letters.len())]) {
            letters.pop();
        }
        letters.reverse();
        letters
    }

    fn letters_after(&self, bytes: &[u8], at: usize) -> Vec<char> {
        let near = bytes[at + 1..].iter().take(REACH).map(|byte| self.character(*byte));
        near.take_while(|it| is_letter(*it)).collect()
    }

    fn before(&self, bytes: &[u8], at: usize) -> String {
        self.letters_before(bytes, at).into_iter().collect()
    }

    fn after(&self, bytes: &[u8], at: usize) -> String {
        self.letters_after(bytes, at).into_iter().collect()
    }

    /// Whether a figure stands beside, perhaps behind a space.
    fn is_by_digit(&self, bytes: &[u8], at: usize) -> bool {
        let near = &bytes[at.saturating_sub(2)..bytes.len().min(at + 3)];
        near.iter().any(u8::is_ascii_digit)
    }
}

/// Whether bytes end with a line end as JSON writes it.
fn is_escaped(bytes: &[u8]) -> bool {
    matches!(bytes, [.., b'\\', b'n' | b'r' | b't'])
}

/// What follows the apostrophe of a contraction, or of a genitive.
const CONTRACTED: [&str; 7] = ["s", "t", "ll", "re", "ve", "d", "m"];

/// Short words that are contracted with others.
const SHORT: [&str; 8] = ["i", "it", "he", "we", "us", "is", "do", "un"];

/// Whether two words may stand on both sides of a dash: common ones, or names.
fn are_words(left: &str, right: &str) -> bool {
    let is_common = |word: &str| matches!(word, "a" | "A" | "I") || is_word(word);
    let is_name = |word: &str| word.len() >= 3 && word.starts_with(char::is_uppercase);
    let goes_on = is_common(right) || right.starts_with(char::is_uppercase);
    is_common(left) && goes_on || is_name(left) && right.len() >= 2 && goes_on
}

fn is_contraction(left: &str, right: &str) -> bool {
    let left = left.to_lowercase();
    let is_known = SHORT.contains(&&*left) || left.len() >= 3 && is_word(&left);
    CONTRACTED.contains(&right) && is_known
        || right == "s" && left.len() >= 5
        || right == "t" && left.ends_with('n')
}

/// Whether the letter at `at` has the case that its place in the word asks for.
fn case_fits(word: &[char], at: usize) -> bool {
    let is_upper = |it: &char| it.is_uppercase();
    let (before, after) = (&word[..at], &word[at + 1..]);
    if word[at].is_uppercase() {
        let starts = at == 0 && (!after.iter().any(is_upper) || after.iter().all(is_upper));
        return starts || at > 0 && before.iter().all(is_upper) && !after.iter().any(|it| !is_upper(it));
    }
    let after_capital = before.last().is_some_and(is_upper);
    (!after_capital || at == 1) && !after.first().is_some_and(is_upper)
}

/// Whether a letter is one of those that languages in Latin script use.
fn is_letter(it: char) -> bool {
    it.is_ascii_alphabetic()
        || matches!(it, '\u{C0}'..='\u{17F}' | 'ﬁ' | 'ﬂ') && !matches!(it, '×' | '÷' | 'ÿ' | 'ı')
}

/// What stands beside a character.
#[derive(Clone, Copy)]
struct Beside(Option<char>);

impl Beside {
    fn is_letter(self) -> bool {
        self.0.is_some_and(is_letter)
    }

    fn is_small(self) -> bool {
        self.0.is_some_and(|it| is_letter(it) && it.is_lowercase())
    }

    fn is_digit(self) -> bool {
        self.0.is_some_and(|it| it.is_ascii_digit())
    }

    fn is_blank(self) -> bool {
        self.0.is_none_or(char::is_whitespace)
    }

    /// Whether a quote may open behind it.
    fn is_open(self) -> bool {
        self.is_blank() || self.0.is_some_and(|it| "([{<>=/|-–—“”‘’\"'«»„‚‹›,;:\\".contains(it))
    }

    /// Whether a quote may close before it.
    fn is_close(self) -> bool {
        self.is_blank()
            || self.0.is_some_and(|it| ".,;:!?)]}<>/|-–—…“”‘’\"'«»‹›&*\\".contains(it) || it.is_ascii_digit())
    }
}
