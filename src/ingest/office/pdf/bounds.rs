//! What a file may ask of the library that reads it, looked up in its bytes beforehand.
//!
//! The library loads every object of a file, unpacks streams to a gigabyte and follows brackets as deep as they go, so
//! a small file could fill the memory or end the program. No text needs the tenth of these limits.

use crate::ingest::FailureCode;
use crate::ingest::reader::Problem;
use flate2::bufread::ZlibDecoder;
use regex::bytes::Regex;
use std::io::Read;
use std::sync::LazyLock;

/// The most objects.
const OBJECTS: u64 = 500_000;
/// The most names, numbers and brackets outside of streams, and in streams that hold objects.
const TOKENS: u64 = 8_000_000;
/// The most bytes that a stream unpacks to; pictures are never unpacked.
const OF_STREAM: u64 = 32 << 20;
/// The most bytes that all streams unpack to.
const OF_STREAMS: u64 = 1 << 30;
/// The deepest that brackets are nested, which the stack of the thread that reads a file has room for.
const DEPTH: usize = 10_000;
/// Bytes before a stream that its dictionary is looked for in.
const DICTIONARY: usize = 4096;

/// Where objects and streams begin.
static BEGINS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?-u)\bobj\b|>>\s*stream\r?\n").expect("a pattern of the program is a pattern")
});

/// Refuses a file that asks too much.
///
/// # Errors
/// `too-large` or `too-deep`.
pub(super) fn check(bytes: &[u8]) -> Result<(), Problem> {
    let mut asked = Asked::default();
    let (mut at, mut header) = (0, 0);
    while let Some(found) = BEGINS.find_at(bytes, at) {
        if found.as_bytes() == b"obj" {
            asked.objects += 1;
            header = found.end();
            asked.of_file.take(&bytes[at..header]);
            at = header;
        } else {
            let dictionary = &bytes[header.max(found.end().saturating_sub(DICTIONARY))..found.end()];
            asked.of_file.take(&bytes[at..found.end()]);
            at = found.end() + asked.unpack(dictionary, &bytes[found.end()..])?;
        }
        asked.within_bounds()?;
    }
    asked.of_file.take(&bytes[at..]);
    asked.within_bounds()
}

/// What was met so far.
#[derive(Default)]
struct Asked {
    objects: u64,
    unpacked: u64,
    of_file: Tokens,
}

impl Asked {
    /// Unpacks the stream that `data` begins with, and returns how many bytes of it that took.
    fn unpack(&mut self, dictionary: &[u8], data: &[u8]) -> Result<usize, Problem> {
        let n_layers = dictionary.windows(11).filter(|it| it == b"FlateDecode").count();
        let is_packed = n_layers > 0 || dictionary.windows(4).any(|it| it == b"/Fl ");
        if !is_packed || is_picture(dictionary) {
            return Ok(0);
        }
        if n_layers > 1 {
            return Err(too_large("a stream that is packed twice over"));
        }
        let holds_objects = dictionary.windows(6).any(|it| it == b"/First") || dictionary.contains(&b'#');
        let mut tokens = Tokens::default();
        let mut stream = ZlibDecoder::new(data);
        let (mut piece, mut n) = ([0; 1 << 14], 0);
        // A stream that breaks off is read as far as it goes, as the library does.
        while let Ok(length @ 1..) = stream.read(&mut piece) {
            n += length as u64;
            if n > OF_STREAM {
                return Err(too_large("a stream that unpacks to more than 32 MiB"));
            }
            if holds_objects {
                tokens.take(&piece[..length]);
            }
        }
        self.unpacked += n;
        self.of_file.n += tokens.n;
        self.of_file.deepest = self.of_file.deepest.max(tokens.deepest);
        Ok(usize::try_from(stream.total_in()).unwrap_or(0))
    }

    fn within_bounds(&self) -> Result<(), Problem> {
        if self.objects > OBJECTS {
            return Err(too_large("more than 500,000 objects"));
        }
        if self.of_file.n > TOKENS {
            return Err(too_large("objects of more than 8,000,000 parts"));
        }
        if self.unpacked > OF_STREAMS {
            return Err(too_large("streams that unpack to more than 1 GiB"));
        }
        if self.of_file.deepest > DEPTH {
            return Err(too_deep());
        }
        Ok(())
    }
}

/// Names, numbers, brackets and their nesting, told from the bytes alone.
#[derive(Default)]
struct Tokens {
    n: u64,
    depth: usize,
    deepest: usize,
    in_word: bool,
}

impl Tokens {
    fn take(&mut self, bytes: &[u8]) {
        for byte in bytes {
            let is_word =
                !matches!(byte, b'\0'..=b' ' | b'[' | b']' | b'<' | b'>' | b'(' | b')' | b'/' | b'%');
            self.n += u64::from(is_word && !self.in_word);
            self.in_word = is_word;
            match byte {
                b'[' | b'<' => self.depth += 1,
                b']' | b'>' => self.depth = self.depth.saturating_sub(1),
                _ => continue,
            }
            self.n += 1;
            self.deepest = self.deepest.max(self.depth);
        }
    }
}

/// Whether brackets in the content of a page are nested too deep.
pub(super) fn is_too_deep(content: &[u8]) -> bool {
    let mut tokens = Tokens::default();
    tokens.take(content);
    tokens.deepest > DEPTH
}

/// Whether a stream says that it is a picture.
fn is_picture(dictionary: &[u8]) -> bool {
    static PICTURE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?-u)/Subtype\s*/Image\b").expect("a pattern of the program is a pattern")
    });
    PICTURE.is_match(dictionary)
}

pub(super) fn too_deep() -> Problem {
    let message = format!("a PDF whose brackets are nested more than {DEPTH} deep; save its text itself");
    Problem::new(FailureCode::TooDeep, message)
}

/// The problem that a file asks too much.
pub(super) fn too_large(what: &str) -> Problem {
    let message =
        format!("a PDF with {what}; print it to a new PDF, cut it into documents, or save its text");
    Problem::new(FailureCode::TooLarge, message)
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::{Compression, read::ZlibEncoder};

    fn code(bytes: &[u8]) -> Option<FailureCode> {
        check(bytes).err().map(|problem| problem.code)
    }

    fn stream(dictionary: &str, content: impl Read) -> Vec<u8> {
        let mut bytes = format!("1 0 obj\n<< {dictionary} >>\nstream\n").into_bytes();
        ZlibEncoder::new(content, Compression::fast()).read_to_end(&mut bytes).unwrap();
        bytes.extend_from_slice(b"\nendstream\nendobj\n");
        bytes
    }

    #[test]
    fn what_asks_too_much_is_refused() {
        assert_eq!(code(b"1 0 obj\n<< /A [1 2 (x)] >>\nendobj\n"), None);
        assert_eq!(code(&b"1 0 obj\n1\nendobj\n".repeat(500_001)), Some(FailureCode::TooLarge));
        assert_eq!(code(&b"1 ".repeat(8_000_001)), Some(FailureCode::TooLarge));
        assert_eq!(code(&b"[".repeat(10_001)), Some(FailureCode::TooDeep));
        let zeros = || std::io::repeat(0).take(33 << 20);
        assert_eq!(code(&stream("/Filter /FlateDecode", zeros())), Some(FailureCode::TooLarge));
        assert_eq!(code(&stream("/Filter /FlateDecode /Subtype /Image", zeros())), None);
        assert_eq!(
            code(&stream("/Filter [/FlateDecode /FlateDecode]", &b"x"[..])),
            Some(FailureCode::TooLarge)
        );
        let deep = b"[".repeat(10_001);
        assert_eq!(code(&stream("/Filter /FlateDecode /First 1", &deep[..])), Some(FailureCode::TooDeep));
    }
}
