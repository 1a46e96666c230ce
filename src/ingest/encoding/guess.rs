//! Windows-1252, Mac Roman or neither?

use super::Encoding;
use super::place::Reading;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// How many of the bytes beyond ASCII may be out of place in the encoding that is chosen, one in so many, and how many must be
/// in the other, in a hundred. Where fewer than so many are there at all, none may be out of place.
const BOUNDS: [(usize, usize); 2] = [(25, 20), (8, 80)];

/// From so many letters beyond ASCII on, and so large a share of all (one in `DENSE`), a text is in another language than
/// English, and its letters must be those of one that is written in the encoding.
const FEW: usize = 20;
const DENSE: usize = 100;

/// The encoding of `bytes`, which are not UTF-8; `None` unless one explains them and the other does not.
pub(super) fn guess(bytes: &[u8]) -> Option<Encoding> {
    if bytes.iter().any(|byte| is_no_text(*byte)) {
        return None;
    }
    let readings = [Reading::of(Encoding::WINDOWS_1252), Reading::of(Encoding::MACINTOSH)];
    let (mut n, mut strange) = (0, [0; 2]);
    for (at, _) in bytes.iter().enumerate().filter(|(_, byte)| !byte.is_ascii()) {
        n += 1;
        for (count, reading) in strange.iter_mut().zip(&readings) {
            *count += usize::from(!reading.fits(bytes, at));
        }
    }
    let explains = |own: usize, other: usize| {
        other > own && BOUNDS.iter().any(|(few, most)| own * few <= n && other * 100 >= n * most)
    };
    let chosen = match strange {
        [windows, mac] if explains(windows, mac) => &readings[0],
        [windows, mac] if explains(mac, windows) => &readings[1],
        _ => return None,
    };
    is_of_one_language(bytes, chosen).then_some(chosen.encoding)
}

/// Whether bytes fit an encoding that was chosen by those before them: at most a fifth may be out of place.
pub(super) fn goes_on(bytes: &[u8], encoding: Encoding) -> bool {
    let reading = Reading::of(encoding);
    let high = || bytes.iter().enumerate().filter(|(_, byte)| !byte.is_ascii()).map(|(at, _)| at);
    let strange = high().filter(|&at| !reading.fits(bytes, at)).count();
    !bytes.iter().any(|byte| is_no_text(*byte)) && strange * 5 <= high().count().max(FEW)
}

/// Control characters that no text has; tab, line ends of all kinds, page breaks and the end mark of DOS are none.
const fn is_no_text(byte: u8) -> bool {
    matches!(byte, 0..=0x08 | 0x0E..=0x19 | 0x1B..=0x1F | 0x7F)
}

/// The letters beyond ASCII of the languages that Windows-1252 and Mac Roman were made for.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Alphabets {
    letters: BTreeMap<String, String>,
}

static ALPHABETS: LazyLock<Alphabets> = LazyLock::new(|| {
    toml::from_str(include_str!("../../../models/encodings/alphabets.toml"))
        .expect("the built-in list is tested")
});

/// Whether the letters are those of one language; a few in an English text may be of several.
fn is_of_one_language(bytes: &[u8], reading: &Reading) -> bool {
    let mut counts: BTreeMap<char, usize> = BTreeMap::new();
    for byte in bytes.iter().filter(|byte| !byte.is_ascii()) {
        let letter = reading.character(*byte).to_lowercase().next().filter(|it| it.is_alphabetic());
        *letter.map(|letter| counts.entry(letter).or_default()).unwrap_or(&mut 0) += 1;
    }
    let n: usize = counts.values().sum();
    let n_ascii = bytes.iter().filter(|byte| byte.is_ascii_alphabetic()).count();
    if n < FEW || n * DENSE < n_ascii {
        return true;
    }
    let covered = |letters: &String| -> usize {
        counts.iter().filter(|(letter, _)| letters.contains(**letter)).map(|(_, n)| n).sum()
    };
    ALPHABETS.letters.values().any(|letters| covered(letters) * 20 >= n * 19)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_alphabets_are_read() {
        assert!(ALPHABETS.letters.len() > 10);
        assert!(ALPHABETS.letters.values().flat_map(|it| it.chars()).all(|it| it.is_lowercase()));
    }
}
