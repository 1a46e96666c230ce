//! Letters that were cast as one, which a page shows but no word has.

use super::{Edit, RepairKind, Written};

/// The ligatures of Latin script, from U+FB00 on.
const LIGATURES: [&str; 7] = ["ff", "fi", "fl", "ffi", "ffl", "st", "st"];

/// `oﬃce`.
pub(super) fn edits(text: &str, _: &Written<'_>) -> Vec<Edit> {
    // They are rare, and their first two bytes are rarer still.
    if !text.as_bytes().windows(2).any(|pair| pair == [0xEF, 0xAC]) {
        return Vec::new();
    }
    let found = text.char_indices().filter_map(|(at, letter)| {
        let letters = LIGATURES.get(u32::from(letter).checked_sub(0xFB00)? as usize)?;
        Some(Edit::new(at..at + letter.len_utf8(), *letters, RepairKind::Ligature))
    });
    found.collect()
}

#[cfg(test)]
mod tests {
    use super::super::{Log, edit::apply};
    use super::*;

    #[test]
    fn letters_come_apart() {
        let text = "the oﬃce of the ﬁrst ﬂeet";
        let mended = apply(text, &edits(text, &Written::new(text)), &mut Log::default());
        assert_eq!(mended, "the office of the first fleet");
    }
}
