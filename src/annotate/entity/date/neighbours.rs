//! What the words beside a number say of it.

/// Words behind which a number is a label.
const LABELS: &str = "no nos no. number numbers article articles art section sections paragraph paragraphs para paras page \
    pages p pp chapter rule rules resolution resolutions decision decisions document documents docs item \
    items ibid regulation directive vol volume room order figure table annex §";

/// Words before which a number counts things.
const COUNTED: &str = "people persons men women children soldiers troops civilians refugees members participants delegates \
    prisoners detainees victims inhabitants households families cases words votes times copies pages \
    sites users websites accounts dollars euros pounds francs roubles rubles tons tonnes kilos kilograms \
    kilometres kilometers km miles metres meters feet acres hectares degrees megawatts mw hours days \
    weeks months years minutes seconds percent % per million billion trillion thousand hundred observers \
    officers workers employees students villages homes houses islands projects ships tanks missiles \
    warheads aircraft barrels calories jobs staff personnel volunteers";

/// Verbs that a year is the subject of.
const TELLING: &str = "was is were has had will would saw marked marks brought began";

/// Other words that go on with a sentence behind a year.
const GOING_ON: &str = "and in to the at as by on that which when alone onward";

/// Words that lead to a year over a small word: `prior to 1943`, `no later than 1995`, `since at least 2003`.
const LEADING: &str = "prior up back compared according later earlier at since close previous";

fn among(list: &str, norm: &str) -> bool {
    list.split(' ').any(|word| word == norm)
}

/// Whether a number behind the word is a label: `Article 2015`.
pub(super) fn is_label(norm: &str) -> bool {
    among(LABELS, norm)
}

/// Whether a number before the word counts things: `2000 soldiers`.
pub(super) fn counts(norm: &str) -> bool {
    among(COUNTED, norm)
}

/// Whether a year at the start of a sentence is the subject of the word: `1977 was`.
pub(super) fn tells(norm: &str) -> bool {
    among(TELLING, norm)
}

/// Whether a year may stand before the word without belonging to it.
pub(super) fn goes_on(norm: &str) -> bool {
    tells(norm) || among(GOING_ON, norm)
}

/// Whether the word leads to a year over a small word.
pub(super) fn leads_to_year(norm: &str) -> bool {
    among(LEADING, norm)
}
