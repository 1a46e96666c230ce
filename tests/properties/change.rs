//! Inputs like the given ones, but not quite.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};

/// Words that matter, which libFuzzer is given too.
const WORDS: &str = include_str!("../../fuzz/words.dict");

/// Most changes of one input.
const MOST: usize = 8;

/// One change.
#[derive(Clone, Debug)]
enum Change {
    /// Another byte at a place.
    Byte(Index, u8),
    /// A bit turned.
    Bit(Index, u8),
    /// A word put in.
    Word(Index, Vec<u8>),
    /// Bytes put in.
    Bytes(Index, Vec<u8>),
    /// What stands between two places, taken out.
    Without(Index, Index),
    /// The same, put in again at a third.
    Again(Index, Index, Index),
    /// The end cut off.
    Short(Index),
}

/// The inputs with some changes.
pub fn changed(inputs: Vec<Vec<u8>>) -> impl Strategy<Value = Vec<u8>> {
    (select(inputs), vec(change(), 0..MOST)).prop_map(|(input, changes)| changes.iter().fold(input, apply))
}

fn change() -> impl Strategy<Value = Change> {
    let at = any::<Index>;
    prop_oneof![
        2 => (at(), any::<u8>()).prop_map(|(at, byte)| Change::Byte(at, byte)),
        2 => (at(), 0..8u8).prop_map(|(at, bit)| Change::Bit(at, bit)),
        6 => (at(), select(words())).prop_map(|(at, word)| Change::Word(at, word)),
        2 => (at(), vec(any::<u8>(), 1..9)).prop_map(|(at, bytes)| Change::Bytes(at, bytes)),
        2 => (at(), at()).prop_map(|(from, to)| Change::Without(from, to)),
        2 => (at(), at(), at()).prop_map(|(from, to, at)| Change::Again(from, to, at)),
        1 => at().prop_map(Change::Short),
    ]
}

/// The words of the dictionary, each a line `"word"` in which a backslash escapes the next character or, as `\x`, a byte.
fn words() -> Vec<Vec<u8>> {
    let quoted = |line: &'static str| line.trim().strip_prefix('"')?.strip_suffix('"').map(unescaped);
    let words: Vec<_> = WORDS.lines().filter_map(quoted).collect();
    assert!(words.len() > 100, "the dictionary can be read");
    words
}

fn unescaped(word: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut rest = word.bytes();
    while let Some(byte) = rest.next() {
        let escaped = if byte == b'\\' { rest.next() } else { Some(byte) };
        if (byte, escaped) == (b'\\', Some(b'x')) {
            let digits: String = rest.by_ref().take(2).map(char::from).collect();
            bytes.push(u8::from_str_radix(&digits, 16).expect("two digits of a byte"));
        } else {
            bytes.extend(escaped);
        }
    }
    bytes
}

fn apply(mut input: Vec<u8>, change: &Change) -> Vec<u8> {
    let place = |at: &Index| at.index(input.len() + 1);
    let between = |from: &Index, to: &Index| {
        let (one, other) = (place(from), place(to));
        one.min(other)..one.max(other)
    };
    match change {
        Change::Byte(at, byte) => {
            let at = place(at);
            input.splice(at..(at + 1).min(input.len()), [*byte]);
        }
        Change::Bit(at, bit) => {
            let at = place(at);
            input.iter_mut().skip(at).take(1).for_each(|byte| *byte ^= 1 << bit);
        }
        Change::Word(at, bytes) | Change::Bytes(at, bytes) => {
            let at = place(at);
            input.splice(at..at, bytes.iter().copied());
        }
        Change::Without(from, to) => {
            let range = between(from, to);
            input.drain(range);
        }
        Change::Again(from, to, at) => {
            let (range, at) = (between(from, to), place(at));
            let again = input[range].to_vec();
            input.splice(at..at, again);
        }
        Change::Short(to) => {
            let to = place(to);
            input.truncate(to);
        }
    }
    input
}
