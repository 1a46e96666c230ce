//! The whole name that ends before a bracket, for acronyms whose letters are not its own.

use super::short::{Letter, base};
use super::words::{Words, is_function};
use crate::document::month_named;
use crate::segment::TokenKind;
use std::ops::Range;

/// Words with a capital that begin a sentence or date, not a name.
fn begins_no_name(words: &Words, norm: &str) -> bool {
    words.lists.no_beginnings.contains(norm) || month_named(norm).is_some_and(|name| !name.is_short)
}

/// The longest run of capitalised words and the small words between them that ends with `window`; `None` if
/// it has fewer than two capitalised words.
pub(super) fn name_before(words: &Words, window: Range<usize>) -> Option<Range<usize>> {
    let mut start = window.end;
    let mut listed = false;
    for at in window.clone().rev() {
        let norm = words.norm(at);
        let joined = matches!(norm, "and" | "y" | "et" | "e" | "&");
        listed |= joined;
        let next_is_article = at + 1 < window.end && words.norm(at + 1) == "the";
        // `the state's Election Commission`, but `the People's Party`
        let owner = words.possessive(at) && window.end - at > 2;
        if owner || joined && next_is_article {
            break;
        }
        if words.kind(at) == TokenKind::Word && words.capital(at) && norm != "the" {
            start = at;
        } else if at + 1 < window.end && words.kind(at) == TokenKind::Number && words.surface(at).len() == 4 {
            // A year: `Committee of the 1958 Agreement`.
            continue;
        } else if words.kind(at) == TokenKind::Dash && (words.joined(at) || at > 0 && words.joined(at - 1))
            || norm == "," && listed
        {
            continue;
        } else if !is_function(norm) && !words.quote(at) {
            break;
        }
    }
    let first = |from: usize| (from..window.end).find(|&at| !begins(words, at, &window));
    let mut first_word = first(start)?;
    // `Troops of the …`: what stands before the article belongs to the name only if it is a name itself.
    while let Some(article) = (first_word..window.end).find(|&at| words.norm(at) == "the") {
        let before = first_word..article;
        let capitals = before.clone().filter(|&at| words.capital(at)).count();
        if capitals > 1 || before.into_iter().any(|at| words.lists.bodies.contains(words.norm(at))) {
            break;
        }
        first_word = first(article)?;
    }
    let name = first_word..window.end;
    let capitals = name.clone().filter(|&at| words.kind(at) == TokenKind::Word && words.capital(at)).count();
    (capitals >= 2 && words.capital(window.end - 1)).then_some(name)
}

/// Whether the token opens the sentence rather than the name.
fn begins(words: &Words, at: usize, window: &Range<usize>) -> bool {
    let norm = words.norm(at);
    let participle =
        words.lists.preambles.contains(norm) && (at == window.start || words.norm(at - 1) == ",");
    !words.capital(at) || is_function(norm) || begins_no_name(words, norm) || participle
}

/// Whether a name is that of a body or text, to judge by one of its words.
pub(super) fn names_a_body(words: &Words, name: Range<usize>) -> bool {
    name.into_iter().any(|at| words.lists.bodies.contains(words.norm(at)) || is_foreign(words.norm(at)))
}

fn is_foreign(norm: &str) -> bool {
    matches!(
        norm,
        "de" | "des" | "du" | "del" | "dos" | "da" | "pour" | "para" | "für" | "der" | "la" | "les"
    )
}

/// How many of the letters are initials of the name, in any order.
pub(super) fn initials(words: &Words, name: Range<usize>, letters: &[Letter]) -> usize {
    let mut initials: Vec<char> = name.filter_map(|at| words.norm(at).chars().next()).map(base).collect();
    let taken = letters.iter().filter(|letter| {
        let place = initials.iter().position(|&initial| initial == letter.base);
        place.map(|place| initials.swap_remove(place)).is_some()
    });
    taken.count()
}
