//! The spellings of an English word in its other forms.
//!
//! Forms are generated from the word in the codebook, so matching a text stays a look-up. Rules of spelling
//! may make forms that do not exist (`politicals`); such a form meets no word of a text and does no harm.
//! Forms that exist but mean something else (`news`, `new`) are what the tables at the end are for.

use std::collections::BTreeSet;

/// Letters a word needs before its number may vary: shorter ones are mostly names and particles.
const FEWEST_LETTERS: usize = 4;

/// The word, its plural or singular, and the possessive of each.
///
/// `right` gives `right`, `rights`, `right's`, `rights'`. A possessive gives the possessives only, with the
/// apostrophe and without: `women's` gives `women's`, `womens`, `woman's` and `womans`.
#[must_use]
pub fn noun_forms(word: &str) -> BTreeSet<String> {
    let mut forms = BTreeSet::from([word.to_owned()]);
    if word.chars().filter(|mark| mark.is_alphabetic()).count() < FEWEST_LETTERS {
        forms.extend(without_apostrophe(word));
        return forms;
    }
    let base = word.strip_suffix("'s").or_else(|| word.strip_suffix('\''));
    for number in numbers(base.unwrap_or(word)) {
        forms.extend(possessives(&number));
        if base.is_none() {
            forms.insert(number);
        } else {
            forms.extend(possessives(&number).iter().filter_map(|form| without_apostrophe(form)));
        }
    }
    forms
}

/// `womens` for `women's`; `None` without an apostrophe before a final s.
#[must_use]
pub fn without_apostrophe(word: &str) -> Option<String> {
    word.strip_suffix("'s").map(|base| format!("{base}s"))
}

/// The forms of the word as a noun and as a verb: `promote`, `promotes`, `promoted`, `promoting`.
#[must_use]
pub fn all_forms(word: &str) -> BTreeSet<String> {
    let mut forms = noun_forms(word);
    forms.insert(with_s(word));
    if let Some(row) = IRREGULAR_VERBS.iter().find(|row| row.contains(&word)) {
        forms.extend(row.iter().map(|&form| form.to_owned()));
        forms.insert(with_s(row[0]));
        forms.extend(with_ending(row[0], "ing"));
        return forms;
    }
    forms.extend(with_ending(word, "ed"));
    forms.extend(with_ending(word, "ing"));
    forms
}

/// The forms of a verb by what they can be in a clause.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VerbForms {
    /// `say`
    pub base: String,
    /// `says`
    pub third: String,
    /// `said`, and the participle where it differs; every spelling that rules allow.
    pub past: Vec<String>,
    /// `saying`
    pub present_participle: Vec<String>,
}

/// The forms of a verb given in its base form.
#[must_use]
pub fn verb_forms(base: &str) -> VerbForms {
    let irregular = IRREGULAR_VERBS.iter().find(|row| row[0] == base);
    let past = irregular.map_or_else(
        || with_ending(base, "ed"),
        |row| row[1..].iter().map(|&form| form.to_owned()).collect(),
    );
    VerbForms {
        base: base.to_owned(),
        third: with_s(base),
        past,
        present_participle: with_ending(base, "ing"),
    }
}

fn possessives(number: &str) -> Vec<String> {
    let mut forms = vec![format!("{number}'s")];
    if number.ends_with('s') {
        forms.push(format!("{number}'"));
    }
    forms
}

/// The word as singular and as plural.
fn numbers(word: &str) -> Vec<String> {
    if let Some(&(singular, plural)) = IRREGULAR_NOUNS.iter().find(|pair| pair.0 == word || pair.1 == word) {
        return vec![singular.to_owned(), plural.to_owned()];
    }
    if ONE_FORM.contains(&word) {
        return vec![word.to_owned()];
    }
    match singular(word) {
        Some(singular) => vec![word.to_owned(), singular],
        None => vec![word.to_owned(), with_s(word)],
    }
}

/// The singular of a plural; `None` for what does not look like one.
fn singular(word: &str) -> Option<String> {
    let stem = word.strip_suffix('s')?;
    if ["s", "u", "i"].iter().any(|end| stem.ends_with(end)) || stem.ends_with("ic") {
        return None;
    }
    if let Some(stem) = stem.strip_suffix("ie") {
        // `movies` and `ties` are rarer in policy texts than `policies`; both singulars are tried elsewhere
        // by the plain spelling, so only words of some length take the -y.
        return Some(if stem.len() > 2 { format!("{stem}y") } else { format!("{stem}ie") });
    }
    let sibilant = ["sse", "she", "che", "xe", "zze"].iter().any(|end| stem.ends_with(end));
    Some(if sibilant { stem[..stem.len() - 1].to_owned() } else { stem.to_owned() })
}

/// The word with the ending -s, as a plural or as the third person of a verb.
fn with_s(word: &str) -> String {
    if ["s", "x", "z", "ch", "sh"].iter().any(|end| word.ends_with(end)) {
        return format!("{word}es");
    }
    match word.strip_suffix('y') {
        Some(stem) if stem.ends_with(is_consonant) => format!("{stem}ies"),
        _ => format!("{word}s"),
    }
}

/// The verb with -ed or -ing, in every spelling that rules allow: `controlled` and `controled`.
fn with_ending(verb: &str, ending: &str) -> Vec<String> {
    let regular = format!("{verb}{ending}");
    if let Some(stem) = verb.strip_suffix('e') {
        let keeps_e = ending == "ing" && (stem.ends_with('e') || stem.ends_with('y'));
        return vec![if keeps_e { regular } else { format!("{stem}{ending}") }];
    }
    match verb.strip_suffix('y') {
        Some(stem) if ending == "ed" && stem.ends_with(is_consonant) => return vec![format!("{stem}ied")],
        _ => {}
    }
    let mut last = verb.chars().rev();
    let doubles = match (last.next(), last.next(), last.next()) {
        (Some(end), Some(middle), Some(before)) => {
            is_consonant(end) && !"wxy".contains(end) && !is_consonant(middle) && is_consonant(before)
        }
        _ => false,
    };
    let doubled = verb.chars().last().filter(|_| doubles).map(|end| format!("{verb}{end}{ending}"));
    doubled.into_iter().chain([regular]).collect()
}

fn is_consonant(mark: char) -> bool {
    mark.is_alphabetic() && !"aeiou".contains(mark)
}

/// Words in -s whose form without it means something else, and words that are their own plural.
const ONE_FORM: [&str; 15] = [
    "always", "customs", "does", "goods", "hers", "its", "means", "news", "ours", "perhaps", "series",
    "species", "theirs", "towards", "whereas",
];

const IRREGULAR_NOUNS: [(&str, &str); 13] = [
    ("analysis", "analyses"),
    ("basis", "bases"),
    ("child", "children"),
    ("crisis", "crises"),
    ("criterion", "criteria"),
    ("hypothesis", "hypotheses"),
    ("leaf", "leaves"),
    ("life", "lives"),
    ("man", "men"),
    ("phenomenon", "phenomena"),
    ("thesis", "theses"),
    ("wife", "wives"),
    ("woman", "women"),
];

/// Base, past, participle.
const IRREGULAR_VERBS: [[&str; 3]; 66] = [
    ["arise", "arose", "arisen"],
    ["be", "was", "been"],
    ["bear", "bore", "borne"],
    ["beat", "beat", "beaten"],
    ["become", "became", "become"],
    ["begin", "began", "begun"],
    ["bind", "bound", "bound"],
    ["break", "broke", "broken"],
    ["bring", "brought", "brought"],
    ["build", "built", "built"],
    ["buy", "bought", "bought"],
    ["choose", "chose", "chosen"],
    ["come", "came", "come"],
    ["cut", "cut", "cut"],
    ["deal", "dealt", "dealt"],
    ["do", "did", "done"],
    ["draw", "drew", "drawn"],
    ["drive", "drove", "driven"],
    ["fall", "fell", "fallen"],
    ["feel", "felt", "felt"],
    ["fight", "fought", "fought"],
    ["find", "found", "found"],
    ["forbid", "forbade", "forbidden"],
    ["foresee", "foresaw", "foreseen"],
    ["freeze", "froze", "frozen"],
    ["get", "got", "gotten"],
    ["give", "gave", "given"],
    ["go", "went", "gone"],
    ["grow", "grew", "grown"],
    ["have", "had", "had"],
    ["hear", "heard", "heard"],
    ["hide", "hid", "hidden"],
    ["hold", "held", "held"],
    ["keep", "kept", "kept"],
    ["know", "knew", "known"],
    ["lead", "led", "led"],
    ["leave", "left", "left"],
    ["lose", "lost", "lost"],
    ["make", "made", "made"],
    ["meet", "met", "met"],
    ["overcome", "overcame", "overcome"],
    ["override", "overrode", "overridden"],
    ["overthrow", "overthrew", "overthrown"],
    ["pay", "paid", "paid"],
    ["put", "put", "put"],
    ["rise", "rose", "risen"],
    ["run", "ran", "run"],
    ["say", "said", "said"],
    ["see", "saw", "seen"],
    ["seek", "sought", "sought"],
    ["set", "set", "set"],
    ["shut", "shut", "shut"],
    ["speak", "spoke", "spoken"],
    ["spread", "spread", "spread"],
    ["stand", "stood", "stood"],
    ["swear", "swore", "sworn"],
    ["take", "took", "taken"],
    ["tell", "told", "told"],
    ["think", "thought", "thought"],
    ["undergo", "underwent", "undergone"],
    ["understand", "understood", "understood"],
    ["undertake", "undertook", "undertaken"],
    ["uphold", "upheld", "upheld"],
    ["withhold", "withheld", "withheld"],
    ["win", "won", "won"],
    ["write", "wrote", "written"],
];

#[cfg(test)]
mod tests {
    use super::*;

    fn nouns(word: &str) -> Vec<String> {
        noun_forms(word).into_iter().collect()
    }

    #[test]
    fn plural_singular_and_possessive_belong_together() {
        assert_eq!(nouns("right"), ["right", "right's", "rights", "rights'", "rights's"]);
        for (one, other) in
            [("policy", "policies"), ("process", "processes"), ("woman", "women"), ("crisis", "crises")]
        {
            assert!(noun_forms(one).contains(other), "{one}");
            assert!(noun_forms(other).contains(one), "{other}");
        }
    }

    #[test]
    fn words_that_mean_something_else_without_s_keep_it() {
        assert!(!noun_forms("news").contains("new"));
        assert!(!noun_forms("goods").contains("good"));
        assert!(!noun_forms("politics").contains("politic"));
    }

    #[test]
    fn possessives_stay_possessive() {
        let forms = noun_forms("women's");
        assert!(forms.contains("womens") && forms.contains("woman's") && !forms.contains("women"));
        let forms = noun_forms("citizen's");
        assert!(forms.contains("citizens'") && !forms.contains("citizen"));
    }

    #[test]
    fn short_words_stay_as_they_are() {
        assert_eq!(nouns("own"), ["own"]);
    }

    #[test]
    fn verbs_take_their_endings() {
        for (verb, forms) in [
            ("promote", ["promotes", "promoted", "promoting"]),
            ("control", ["controls", "controlled", "controlling"]),
            ("deny", ["denies", "denied", "denying"]),
            ("uphold", ["upholds", "upheld", "upholding"]),
            ("oversee", ["oversees", "overseeing", "oversee"]),
            ("censor", ["censors", "censored", "censoring"]),
        ] {
            let made = all_forms(verb);
            for form in forms {
                assert!(made.contains(form), "{verb}: {form} not in {made:?}");
            }
        }
    }
}
