//! The form of a word that comparisons are made on.

/// Appends the folded form of `word` to `out`.
///
/// Folding lower-cases, turns every typographic apostrophe into `'` and drops soft hyphens and zero-width
/// joiners. It is idempotent and keeps accents: `Étatʼs` becomes `état's`.
pub fn fold_into(word: &str, out: &mut String) {
    for character in word.chars() {
        match character {
            'A'..='Z' => out.push(character.to_ascii_lowercase()),
            '\0'..='\x7f' => out.push(character),
            '\u{2018}' | '\u{2019}' | '\u{201B}' | '\u{02BC}' | '\u{FF07}' => out.push('\''),
            '\u{00AD}' | '\u{200B}' | '\u{200C}' | '\u{200D}' | '\u{2060}' | '\u{FEFF}' => {}
            _ => out.extend(character.to_lowercase()),
        }
    }
}

/// The folded form of `word` as a new string; see [`fold_into`].
#[must_use]
pub fn folded(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    fold_into(word, &mut out);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typographic_apostrophes_become_plain() {
        assert_eq!(folded("People’s"), "people's");
    }

    #[test]
    fn soft_hyphens_vanish() {
        assert_eq!(folded("sover\u{AD}eignty"), "sovereignty");
    }
}
