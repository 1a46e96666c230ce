//! RTF as a run of tokens.

/// What comes next in RTF.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Token<'r> {
    /// `{`
    Open,
    /// `}`
    Close,
    /// `\word`, with its number if it has one.
    Word(&'r str, Option<i32>),
    /// A backslash and one sign, such as `\*` or `\~`.
    Sign(u8),
    /// A byte of text in the code page of its font: as it stands, or as `\'e9`.
    Byte(u8),
}

/// Cuts RTF into tokens.
#[derive(Clone, Debug)]
pub(super) struct Tokens<'r> {
    rest: &'r [u8],
}

impl<'r> Tokens<'r> {
    pub(super) fn new(source: &'r [u8]) -> Self {
        Self { rest: source }
    }

    /// Reads past raw bytes, as those of a picture.
    pub(super) fn leave(&mut self, n: i32) {
        let n = usize::try_from(n).unwrap_or(0).min(self.rest.len());
        self.rest = &self.rest[n..];
    }

    /// What follows a backslash.
    fn control(&mut self) -> Option<Token<'r>> {
        let (&first, after) = self.rest.split_first()?;
        if !first.is_ascii_alphabetic() {
            self.rest = after;
            return Some(match first {
                b'\'' => self.hex(),
                b'\n' | b'\r' => Token::Word("par", None),
                sign => Token::Sign(sign),
            });
        }
        let end = self.rest.iter().position(|byte| !byte.is_ascii_alphabetic()).unwrap_or(self.rest.len());
        let (name, after) = self.rest.split_at(end);
        let sign = usize::from(after.first() == Some(&b'-'));
        let digits =
            after[sign..].iter().position(|byte| !byte.is_ascii_digit()).unwrap_or(after.len() - sign);
        let end = if digits == 0 { 0 } else { sign + digits };
        let number = std::str::from_utf8(&after[..end]).ok().and_then(|number| number.parse().ok());
        let after = &after[end..];
        self.rest = after.strip_prefix(b" ").unwrap_or(after);
        // All letters are ASCII.
        Some(Token::Word(std::str::from_utf8(name).unwrap_or_default(), number))
    }

    fn hex(&mut self) -> Token<'r> {
        let digits = self.rest.get(..2).and_then(|digits| std::str::from_utf8(digits).ok());
        match digits.and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            Some(byte) => {
                self.rest = &self.rest[2..];
                Token::Byte(byte)
            }
            None => Token::Sign(b'\''),
        }
    }
}

impl<'r> Iterator for Tokens<'r> {
    type Item = Token<'r>;

    fn next(&mut self) -> Option<Token<'r>> {
        loop {
            let (&first, after) = self.rest.split_first()?;
            self.rest = after;
            match first {
                b'{' => return Some(Token::Open),
                b'}' => return Some(Token::Close),
                b'\\' => return self.control(),
                // Line ends of the source are no text.
                b'\r' | b'\n' | 0 => {}
                byte => return Some(Token::Byte(byte)),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_take_their_number_and_one_space() {
        let tokens: Vec<Token<'_>> = Tokens::new(b"{\\b-12  x\\'e9\\~\\par}\n\\u").collect();
        let expected = [
            Token::Open,
            Token::Word("b", Some(-12)),
            Token::Byte(b' '),
            Token::Byte(b'x'),
            Token::Byte(0xE9),
            Token::Sign(b'~'),
            Token::Word("par", None),
            Token::Close,
            Token::Word("u", None),
        ];
        assert_eq!(tokens, expected);
    }
}
