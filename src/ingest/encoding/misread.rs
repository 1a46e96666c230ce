//! Windows-1252 that somebody read as Mac Roman, and saved as Unicode: `Africaís`, `ìopenî`.

use super::Encoding;
use super::guess::guess;
use super::place::Reading;
use crate::ingest::scan::places;
use std::ops::Range;

/// Fewest characters beyond ASCII that show it.
const FEWEST: usize = 3;

/// The characters of a text that were others before it was misread, and what they were; none unless the whole makes sense in
/// Windows-1252 and none as it stands.
pub(in crate::ingest) fn as_mac(text: &str) -> Vec<(Range<usize>, char)> {
    // ì, í and î, which curly quotes became; they begin with this byte.
    let may_be = |_: u8, byte: u8, next: u8| (byte == 0xC3) & (0xAC..=0xAE).contains(&next);
    if places(text.as_bytes(), may_be).next().is_none() {
        return Vec::new();
    }
    let (mac, windows) = (Reading::of(Encoding::MACINTOSH), Reading::of(Encoding::WINDOWS_1252));
    let bytes: Option<Vec<u8>> = text.chars().map(|it| mac.byte_of(it)).collect();
    let bytes = bytes.filter(|bytes| guess(bytes) == Some(Encoding::WINDOWS_1252)).unwrap_or_default();
    let characters = text.char_indices().zip(&bytes).filter(|((_, it), _)| !it.is_ascii());
    let found: Vec<_> = characters
        .map(|((at, it), byte)| (at..at + it.len_utf8(), windows.character(*byte)))
        .filter(|(_, was)| !was.is_control())
        .collect();
    if found.len() < FEWEST { Vec::new() } else { found }
}
