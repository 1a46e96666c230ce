//! The bytes of a file of records as UTF-8, whatever they are.

use super::{Encoding, ReadAs, Stated, choose, guess, utf16};
use crate::ingest::FailureCode;
use crate::ingest::contents::Stream;
use crate::ingest::reader::Problem;
use encoding_rs::{Decoder, DecoderResult};
use std::io::{self, BufRead, Cursor, Read};

/// Bytes that are looked at, and then converted, at a time.
pub(super) const BLOCK: usize = 1 << 20;

/// Bytes at the start of a file that show UTF-16.
const HEAD: u64 = 2048;

/// Bytes kept of what was passed on, so that a word is not cut in two where the look begins.
const TAIL: usize = 64;

/// A file that is read front to back as UTF-8. Nothing is copied as long as it is UTF-8 already.
pub(in crate::ingest) struct TextStream {
    inner: Stream,
    by_user: Option<Encoding>,
    state: State,
    /// Bytes of the buffer of `inner` that are known to be ASCII.
    known: usize,
    /// The last bytes passed on while all were ASCII.
    tail: Vec<u8>,
    /// What was converted, and how much of it was passed on.
    ready: Vec<u8>,
    taken: usize,
    /// Whether the last block was converted.
    is_done: bool,
}

enum State {
    /// Nothing was read.
    Start,
    /// All was ASCII so far, so nothing is decided.
    Ascii,
    /// It is UTF-8, or nothing that can be told; who reads the records finds out.
    AsIs,
    Converting(Box<Decoder>, ReadAs),
}

impl TextStream {
    /// Reads `inner`; `by_user` is what is stated for what is no Unicode.
    pub(in crate::ingest) fn new(inner: Stream, by_user: Option<Encoding>) -> Self {
        let (tail, ready) = (Vec::new(), Vec::new());
        Self { inner, by_user, state: State::Start, known: 0, tail, ready, taken: 0, is_done: false }
    }

    /// How the bytes of a record were read that was cut out last. One of plain ASCII is UTF-8.
    pub(in crate::ingest) fn read_as(&self, record: &[u8]) -> ReadAs {
        match &self.state {
            State::Converting(_, read_as) if utf16::is(read_as.encoding) || !record.is_ascii() => *read_as,
            _ => ReadAs::default(),
        }
    }

    /// Sees to it that there is something to pass on, if anything is left.
    fn prepare(&mut self) -> io::Result<()> {
        if let State::Start = self.state {
            self.start()?;
        }
        if let State::Ascii = self.state
            && self.known == 0
        {
            let chunk = self.inner.fill_buf()?;
            match chunk.is_ascii() {
                true => self.known = chunk.len(),
                false => self.decide()?,
            }
        }
        while self.taken == self.ready.len() && !self.is_done && matches!(self.state, State::Converting(..)) {
            let block = self.block()?;
            let is_last = block.len() < BLOCK;
            self.check(&block)?;
            self.convert(&block, is_last)?;
        }
        Ok(())
    }

    fn start(&mut self) -> io::Result<()> {
        let mut head = Vec::new();
        (&mut self.inner).take(HEAD).read_to_end(&mut head)?;
        let encoding = utf16::of(&head).map_err(io::Error::other)?;
        self.put_back(head);
        self.state = match encoding {
            Some(encoding) => {
                State::Converting(Box::new(encoding.decoder()), ReadAs { encoding, is_guessed: false })
            }
            None => State::Ascii,
        };
        Ok(())
    }

    /// Decides what the bytes are from the block that begins here.
    fn decide(&mut self) -> io::Result<()> {
        let block = self.block()?;
        let is_utf8 = std::str::from_utf8(&block)
            .map_or_else(|error| error.error_len().is_none() && block.len() == BLOCK, |_| true);
        let stated = Stated::by_user(self.by_user);
        let seen = || [self.tail.as_slice(), &block].concat();
        let Some(read_as) = (!is_utf8).then(|| choose(&seen(), stated)).flatten() else {
            self.put_back(block);
            self.state = State::AsIs;
            return Ok(());
        };
        self.state = State::Converting(Box::new(read_as.encoding.decoder()), read_as);
        let is_last = block.len() < BLOCK;
        self.convert(&block, is_last)
    }

    /// Checks that a block goes on as the first ones began.
    fn check(&self, block: &[u8]) -> io::Result<()> {
        match &self.state {
            State::Converting(_, read_as)
                if read_as.is_guessed && !guess::goes_on(block, read_as.encoding) =>
            {
                Err(fault(&format!(
                    "what comes here is not {}, as what came before",
                    read_as.encoding.name()
                )))
            }
            _ => Ok(()),
        }
    }

    /// Converts a block, behind what is ready.
    fn convert(&mut self, block: &[u8], is_last: bool) -> io::Result<()> {
        let State::Converting(decoder, read_as) = &mut self.state else { return Ok(()) };
        (self.taken, self.is_done) = (0, is_last);
        let mut text = String::with_capacity(block.len() * 3 + 16);
        let (result, _) = decoder.decode_to_string_without_replacement(block, &mut text, is_last);
        self.ready = text.into_bytes();
        let name = read_as.encoding.name();
        let lacking = block.iter().find(|byte| read_as.encoding.lacks(**byte));
        match (result, lacking) {
            (DecoderResult::Malformed(..), _) => {
                Err(fault(&format!("there are bytes here that mean nothing in {name}")))
            }
            (_, Some(byte)) => {
                Err(fault(&format!("there is a byte here, {byte:#04x}, that means nothing in {name}")))
            }
            _ => Ok(()),
        }
    }

    fn block(&mut self) -> io::Result<Vec<u8>> {
        let mut block = Vec::new();
        (&mut self.inner).take(BLOCK as u64).read_to_end(&mut block)?;
        Ok(block)
    }

    fn put_back(&mut self, bytes: Vec<u8>) {
        let rest: Stream = std::mem::replace(&mut self.inner, Box::new(io::empty()));
        self.inner = Box::new(Cursor::new(bytes).chain(rest));
    }

    /// Keeps the end of what is passed on.
    fn remember(&mut self, n: usize) {
        let passed = self.inner.fill_buf().map_or(&[][..], |chunk| &chunk[..n.min(chunk.len())]);
        self.tail.extend_from_slice(&passed[passed.len().saturating_sub(TAIL)..]);
        self.tail.drain(..self.tail.len().saturating_sub(TAIL));
    }
}

impl BufRead for TextStream {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.prepare()?;
        match self.state {
            State::Converting(..) => Ok(&self.ready[self.taken..]),
            State::Ascii => Ok(&self.inner.fill_buf()?[..self.known]),
            State::Start | State::AsIs => self.inner.fill_buf(),
        }
    }

    fn consume(&mut self, n: usize) {
        match self.state {
            State::Converting(..) => self.taken += n,
            State::Ascii => {
                self.remember(n);
                self.known -= n;
                self.inner.consume(n);
            }
            State::Start | State::AsIs => self.inner.consume(n),
        }
    }
}

impl Read for TextStream {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let n = self.fill_buf()?.read(out)?;
        self.consume(n);
        Ok(n)
    }
}

fn fault(what: &str) -> io::Error {
    let message = format!("{what}; save the file as UTF-8, or name its encoding with --encoding");
    io::Error::other(Problem::new(FailureCode::NotUtf8, message))
}
