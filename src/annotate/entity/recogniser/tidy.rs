//! What is no part of a name: titles before persons, articles before anything.

use super::name::NameKind;
use std::ops::Range;

/// Words before the name of a person that say what they are. Sorted.
#[rustfmt::skip] // one word a line helps nobody
const TITLES: &[&str] = &[
    "abbot", "admiral", "ambassador", "archbishop", "attorney", "aunt", "ayatollah", "baron", "baroness",
    "bishop", "brig", "brigadier", "brother", "capt", "captain", "cardinal", "chairman", "chairperson",
    "chairwoman", "chancellor", "chief", "cllr", "coach", "col", "colonel", "commander", "commissioner",
    "commodore", "comrade", "congressman", "congresswoman", "corporal", "councillor", "count", "countess",
    "crown", "dame", "deputy", "director", "dr", "duchess", "duke", "emir", "emperor", "empress",
    "excellency", "father", "former", "gen", "general", "gov", "governor", "h.e", "h.e.", "hon",
    "honorable", "honourable", "imam", "judge", "justice", "king", "lady", "lieutenant", "lord", "lt",
    "madam", "madame", "maj", "majesty", "major", "marshal", "mayor", "minister", "miss", "mister",
    "monsignor", "mother", "mr", "mrs", "ms", "mullah", "officer", "ph.d", "pope", "premier", "president",
    "prime", "prince", "princess", "prof", "professor", "prophet", "pvt", "queen", "rabbi", "rapporteur",
    "rep", "representative", "rev", "reverend", "secretary", "sen", "senator", "sergeant", "sgt", "shaikh",
    "sheik", "sheikh", "sir", "sister", "speaker", "spokesman", "spokeswoman", "sultan", "uncle", "vice",
];

/// The name without what is no part of it; `None` if nothing is left. `norm` gives the folded form of a token.
pub fn tidy<'n>(
    tokens: Range<usize>,
    kind: NameKind,
    norm: impl Fn(usize) -> &'n str,
) -> Option<Range<usize>> {
    let (mut start, mut end) = (tokens.start, tokens.end);
    while start < end && is_mark(norm(start)) {
        start += 1;
    }
    while start < end && leads(kind, norm(start)) {
        let mut next = start + 1;
        // The stop of `Mr.` and the hyphen of `Vice-President` go with them.
        while next < end && matches!(norm(next), "." | "-" | "general") && kind == NameKind::Person {
            next += 1;
        }
        start = next;
    }
    while end > start && is_mark(norm(end - 1)) && !(norm(end - 1) == "." && end - start > 1) {
        end -= 1;
    }
    (start < end).then_some(start..end)
}

fn leads(kind: NameKind, norm: &str) -> bool {
    matches!(norm, "the" | "a" | "an") || kind == NameKind::Person && TITLES.binary_search(&norm).is_ok()
}

fn is_mark(norm: &str) -> bool {
    !norm.chars().any(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(words: &[&str], kind: NameKind, expected: Option<&[&str]>) {
        let found = tidy(0..words.len(), kind, |at| words[at]);
        assert_eq!(found.map(|at| &words[at]), expected);
    }

    #[test]
    fn titles_are_sorted() {
        assert!(TITLES.is_sorted());
    }

    #[test]
    fn titles_and_articles_go() {
        check(&["mr", ".", "tamm"], NameKind::Person, Some(&["tamm"]));
        check(&["vice", "-", "president", "maria", "lind"], NameKind::Person, Some(&["maria", "lind"]));
        check(&["the", "hague"], NameKind::Place, Some(&["hague"]));
        check(&["general", "assembly"], NameKind::Organisation, Some(&["general", "assembly"]));
        check(&["president"], NameKind::Person, None);
    }

    #[test]
    fn a_stop_at_the_end_stays() {
        check(&["acme", "inc", "."], NameKind::Organisation, Some(&["acme", "inc", "."]));
    }
}
