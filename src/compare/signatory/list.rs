//! The lists of names in a text.

use crate::document::BlockKind;
use crate::text::{fold_into, folded};
use serde::Deserialize;
use std::sync::LazyLock;

/// Most words of one name.
const MOST_WORDS: usize = 9;
/// Lines at the head of a text that may say who issues it.
const HEAD: usize = 8;
/// Most words of a sentence that announces a list.
const MOST_ANNOUNCING: usize = 25;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    markers: Vec<String>,
    openers: Vec<String>,
    announcing: Vec<String>,
    signing: Vec<String>,
    for_whom: Vec<String>,
    forms: Vec<String>,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let text = include_str!("../../../models/versions/signatories.toml");
    toml::from_str(text).expect("the tests read the lists")
});

/// Bytes of the longest phrase that a line may begin with.
static LONGEST: LazyLock<usize> = LazyLock::new(|| {
    let phrases = [&WORDS.markers, &WORDS.openers, &WORDS.announcing, &WORDS.for_whom];
    phrases.into_iter().flatten().map(String::len).max().unwrap_or(0)
});

/// A line of a text, or a paragraph that runs over several.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line<'t> {
    pub kind: BlockKind,
    pub text: &'t str,
}

/// What a line does.
enum Says<'t> {
    /// Announces a list and may go on with it.
    List(&'t str),
    /// Says at the head who speaks.
    Issuers(&'t str),
    /// `For Pellane: Aurel Tamsin`: one who signs for somebody.
    Signs(&'t str),
}

/// The names of those who sign, in the order of the text, as parts of it. `is_known` tells whether a name with *and* in it is
/// one.
pub(super) fn names<'t>(lines: &[Line<'t>], is_known: &dyn Fn(&str) -> bool) -> Vec<&'t str> {
    let mut names = Vec::new();
    let mut signs = Vec::new();
    let mut listing = false;
    for (at, line) in lines.iter().enumerate() {
        match says(*line, at) {
            Some(Says::List(rest)) => {
                listing = true;
                names.extend(enumerated(rest, is_known));
            }
            Some(Says::Issuers(rest)) => names.extend(enumerated(rest, is_known)),
            Some(Says::Signs(whom)) => signs.extend(clean(whom)),
            None if (listing || line.kind == BlockKind::Signatories) && is_list(line.text) => {
                names.extend(listed(line.text, is_known));
            }
            None => listing = false,
        }
    }
    if signs.len() > 1 {
        names.extend(signs);
    }
    names
}

fn says(line: Line<'_>, at: usize) -> Option<Says<'_>> {
    let text = line.text.trim();
    let Some((head, rest)) = text.split_once(':') else {
        let form = folded_head(text);
        if WORDS.markers.contains(&form) {
            return Some(Says::List(""));
        }
        let opener = WORDS.openers.iter().find(|it| follows(&form, it)).filter(|_| at < HEAD);
        return opener.and_then(|it| text.get(it.len()..)).map(Says::Issuers);
    };
    let form = folded_head(head.trim());
    let may_announce = WORDS.announcing.iter().any(|it| follows(&form, it));
    if WORDS.markers.contains(&form) || may_announce && announces(&folded(head.trim())) {
        return Some(Says::List(rest));
    }
    let whom = WORDS.for_whom.iter().find(|it| follows(&form, it)).and_then(|it| head.trim().get(it.len()..));
    let whom = whom.filter(|whom| whom.split_whitespace().count() <= MOST_WORDS)?;
    match rest.trim() {
        "" => Some(Says::List("")),
        name if is_capital(name) => Some(Says::Signs(whom)),
        _ => None,
    }
}

/// The beginning of the folded form of a text, longer than any phrase it may begin with if the form is. Most lines are
/// paragraphs, and folding them whole took a seventieth of the time of a run.
fn folded_head(text: &str) -> String {
    let mut form = String::with_capacity(*LONGEST + 8);
    for (at, first) in text.char_indices() {
        fold_into(&text[at..at + first.len_utf8()], &mut form);
        if form.len() > *LONGEST + 1 {
            break;
        }
    }
    form
}

/// Whether `form` begins with this phrase and goes on.
fn follows(form: &str, phrase: &str) -> bool {
    form.strip_prefix(phrase).is_some_and(|rest| rest.starts_with(' '))
}

fn announces(form: &str) -> bool {
    let signs = |word: &str| WORDS.signing.iter().any(|it| word.starts_with(it.as_str()));
    form.split_whitespace().count() <= MOST_ANNOUNCING
        && WORDS.announcing.iter().any(|it| follows(form, it))
        && form.split_whitespace().any(signs)
}

fn is_capital(name: &str) -> bool {
    name.starts_with(char::is_uppercase)
}

/// Whether a paragraph behind a marker can be one name or several: no sentence is.
fn is_list(text: &str) -> bool {
    let (commas, lines) = (text.matches([',', ';']).count(), text.lines().count());
    let is_sentence = text.ends_with(['.', '?', '!']) && commas < 2;
    let short = |piece: &str| piece.split_whitespace().count() <= MOST_WORDS;
    !is_sentence && (lines > 1 || commas > 0 || short(text)) && text.split(['\n', ',', ';']).all(short)
}

/// The names of a paragraph of a list: one a line, or one behind another. On a line of its own a comma parts the name from
/// a place or office.
fn listed<'t>(text: &'t str, is_known: &dyn Fn(&str) -> bool) -> Vec<&'t str> {
    let of_line = |line: &'t str| {
        if line.matches([',', ';']).count() > 1 {
            return enumerated(line, is_known);
        }
        line.split([',', ';']).next().and_then(clean).into_iter().collect()
    };
    text.lines().flat_map(of_line).collect()
}

/// The names of `Kenya, Bosnia and Herzegovina and Peru.`
fn enumerated<'t>(text: &'t str, is_known: &dyn Fn(&str) -> bool) -> Vec<&'t str> {
    let mut names = Vec::new();
    for piece in text.split([',', ';', '\n']) {
        let piece = piece.trim();
        let piece = piece.strip_prefix("and ").unwrap_or(piece);
        let cuts = piece.match_indices(" and ").map(|(at, _)| at);
        let one = clean(piece).filter(|it| is_known(it) || !it.contains(" and "));
        // Of several places to cut, the first that leaves a name the gazetteer knows before or behind it.
        let known = |at: &usize| {
            let (before, behind) = (clean(&piece[..*at]), clean(&piece[at + " and ".len()..]));
            before.is_some_and(is_known) && behind.is_some_and(|it| is_known(it) || !it.contains(" and "))
        };
        match (one, cuts.clone().find(known).or_else(|| cuts.clone().next())) {
            (Some(one), _) => names.push(one),
            (None, Some(at)) => {
                names.extend(clean(&piece[..at]));
                names.extend(clean(&piece[at + " and ".len()..]));
            }
            (None, None) => {}
        }
    }
    names
}

/// A name without bullet, article, remark in brackets and stop; `None` if it is none.
fn clean(piece: &str) -> Option<&str> {
    let piece = piece.trim_start_matches(|first: char| !first.is_alphabetic() && first != '(');
    let piece = piece.split_once(" (").map_or(piece, |(name, _)| name);
    let piece = piece.trim_end_matches(|last: char| !last.is_alphanumeric() && last != ')');
    let piece = ["the ", "The "].into_iter().find_map(|article| piece.strip_prefix(article)).unwrap_or(piece);
    let fits = is_capital(piece) && piece.split_whitespace().count() <= MOST_WORDS;
    fits.then_some(piece)
}

/// The form by which names are compared that no gazetteer knows: folded, without *the* and the form of state.
pub(super) fn bare(name: &str) -> String {
    let mut form = folded(name).split_whitespace().collect::<Vec<_>>().join(" ");
    while let Some(shorter) =
        WORDS.forms.iter().find_map(|it| form.strip_prefix(it.as_str())?.strip_prefix(' ').map(str::to_owned))
    {
        form = shorter;
    }
    form
}

#[cfg(test)]
mod tests {
    use super::*;
    use BlockKind::{Heading, Paragraph, Signatories};

    fn read(lines: &[(BlockKind, &'static str)]) -> Vec<&'static str> {
        let lines: Vec<Line<'_>> = lines.iter().map(|&(kind, text)| Line { kind, text }).collect();
        names(&lines, &|name| ["Bosnia and Herzegovina", "Peru", "Kenya"].contains(&name))
    }

    #[test]
    fn a_sentence_that_begins_with_for_announces_no_list() {
        let text =
            "For us the sea is not just a place of work. We said so last year to the whole of Ustrana:";
        let lines = [text, "We have found Captain Mirrel of Pellane to"]
            .map(|text| Line { kind: BlockKind::Paragraph, text });
        assert!(names(&lines, &|_| false).is_empty());
    }

    #[test]
    fn names_follow_their_marker_until_a_sentence() {
        let lines = [
            (Heading, "For the Compact:"),
            (Heading, "Brethia"),
            (Heading, "The Lowen Isles"),
            (Paragraph, "Hethmark participated as an observer."),
            (Heading, "Annex"),
        ];
        assert_eq!(read(&lines), ["Brethia", "Lowen Isles"]);
    }

    #[test]
    fn a_block_of_signatories_holds_one_a_line() {
        let lines = [
            (Signatories, "Signatories"),
            (Signatories, "- Digital Rights Centre, Tallinn\n- Open Net (observer)"),
        ];
        assert_eq!(read(&lines), ["Digital Rights Centre", "Open Net"]);
    }

    #[test]
    fn a_sentence_may_announce_the_list() {
        let lines = [(
            Paragraph,
            "The following members have endorsed this statement: Kenya, Bosnia and Herzegovina and Peru.",
        )];
        assert_eq!(read(&lines), ["Kenya", "Bosnia and Herzegovina", "Peru"]);
        assert!(read(&[(Paragraph, "The following is clear: Kenya, Peru and others disagree.")]).is_empty());
    }

    #[test]
    fn the_head_of_a_form_is_the_form_as_far_as_phrases_reach() {
        let long = "Şigned BY all \u{AD}the Members’ delegations ".repeat(20);
        let (whole, head) = (folded(&long), folded_head(&long));
        assert!(whole.starts_with(&head) && head.len() > *LONGEST + 1);
        assert_eq!(folded_head("Issued by Pellane"), folded("Issued by Pellane"));
    }

    #[test]
    fn those_who_sign_for_somebody_need_company() {
        let lines =
            [(Heading, "For Pellane: Aurel Tamsin, Minister"), (Heading, "For the Lowen Isles: Corin Hale")];
        assert_eq!(read(&lines), ["Pellane", "Lowen Isles"]);
        assert!(read(&lines[..1]).is_empty());
    }

    #[test]
    fn the_head_may_say_who_issues_it() {
        let lines = [(Heading, "Issued by Pellane, the Commonwealth of Maroa and Tolvania")];
        assert_eq!(read(&lines), ["Pellane", "Commonwealth of Maroa", "Tolvania"]);
        assert_eq!(bare("Commonwealth of Maroa"), bare("Maroa"));
    }
}
