//! Every statistic of `stats` against figures worked out elsewhere (`golden_stats.json`, each entry checked
//! there against scipy, scikit-learn, published examples or full enumeration), at the tolerance it states.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use normscope::stats::agreement::{Confusion, Matches};
use normscope::stats::alpha::{Scale, krippendorff};
use normscope::stats::bootstrap::{Sums, Units, acceleration, bca, bias, standard_error};
use normscope::stats::permutation::Labelled;
use normscope::stats::special::chi_square_1_p;
use normscope::stats::{
    self, Collocation, Contingency, Correction, Dispersion, Share, TwoGroups, Wordscores, distance, effect,
    logit_scale, trend,
};
use serde_json::Value;

/// Entries whose statistic is not built, by what they wait for.
const WAITING: [(&str, &[&str]); 3] = [
    ("word vectors", &["frameaxis_word_pair", "frameaxis_word_sets", "lss_given_vectors", "lss_svd_k2"]),
    ("nothing here: matching is tested with the annotator", &["dictionary_nested_scope"]),
    ("nothing: measures of words, not of frames", &["lexical_diversity", "readability_flesch"]),
];

/// An entry and how it is checked.
type Check = (&'static str, fn(&Entry));

const CHECKS: [Check; 32] = [
    ("lowe_logit_scale", lowe_logit_scale),
    ("bootstrap_sentences_exact", bootstrap_sentences_exact),
    ("bootstrap_sentences_given_indices", bootstrap_sentences_given_indices),
    ("bootstrap_cluster_exact", bootstrap_cluster_exact),
    ("krippendorff_alpha", krippendorff_alpha),
    ("kappa_ac1", kappa_ac1),
    ("precision_recall_ci", precision_recall_ci),
    ("rate_poisson_exact", rate_poisson_exact),
    ("lexicon_sensitivity", lexicon_sensitivity),
    ("permutation_two_group_exact", two_groups),
    ("permutation_stratified_exact", strata),
    ("keyness_table", keyness_table),
    ("keyness_quanteda_vector", keyness_quanteda_vector),
    ("keyness_quanteda_compat", keyness_quanteda),
    ("keyness_quanteda_compat_yates", keyness_quanteda_yates),
    ("lrc_conservative_log_ratio", conservative_log_ratio),
    ("relative_risk_dictionary_category", relative_risk),
    ("collocations", collocations),
    ("dispersion_gries_a", dispersion),
    ("dispersion_gries_b", dispersion),
    ("dispersion_gries_i", dispersion),
    ("dispersion_gries_q", dispersion),
    ("dispersion_gries_x", dispersion),
    ("per_document_rate_tests", per_document),
    ("distances", distances),
    ("trend", trend),
    ("wordscores_lbg", wordscores),
    ("lor_uninformative_0.1", dirichlet_log_odds),
    ("lor_uninformative_0.01", dirichlet_log_odds),
    ("lor_informative_a0_500", dirichlet_log_odds),
    ("lor_informative_pooled_a0_10", dirichlet_log_odds),
    ("multiple_testing", multiple_testing),
];

/// One entry of the file.
struct Entry(Value);

impl Entry {
    fn input(&self, path: &str) -> &Value {
        self.0.pointer(&format!("/inputs/{path}")).unwrap_or_else(|| panic!("no input {path}"))
    }

    fn output(&self, path: &str) -> &Value {
        self.0.pointer(&format!("/outputs/{path}")).unwrap_or_else(|| panic!("no output {path}"))
    }

    /// Fails unless `actual` is the output at `path`, within the entry's tolerance.
    #[track_caller]
    fn assert(&self, path: &str, actual: f64) {
        let expected = number(self.output(path));
        let tolerance = number(&self.0["rtol"]) * expected.abs().max(1e-6);
        let id = &self.0["id"];
        assert!((actual - expected).abs() <= tolerance, "{id} {path}: {actual}, golden {expected}");
    }

    #[track_caller]
    fn assert_interval(&self, path: &str, actual: stats::Interval) {
        self.assert(&format!("{path}/0"), actual.lo);
        self.assert(&format!("{path}/1"), actual.hi);
    }
}

fn number(value: &Value) -> f64 {
    value.as_f64().unwrap_or_else(|| panic!("{value} is not a number"))
}

fn list(value: &Value) -> &Vec<Value> {
    value.as_array().unwrap_or_else(|| panic!("{value} is not a list"))
}

fn numbers(value: &Value) -> Vec<f64> {
    list(value).iter().map(number).collect()
}

fn count(value: &Value) -> u64 {
    value.as_u64().unwrap_or_else(|| panic!("{value} is not a count"))
}

fn place(value: &Value) -> usize {
    usize::try_from(count(value)).unwrap()
}

#[test]
fn every_statistic_agrees_with_its_golden_entry() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/golden_stats.json");
    let Ok(text) = std::fs::read_to_string(path) else {
        println!("skipped: ../shared/golden_stats.json is absent");
        return;
    };
    let file: Value = serde_json::from_str(&text).unwrap();
    for entry in list(&file["entries"]) {
        let id = entry["id"].as_str().unwrap();
        let check = CHECKS.iter().find(|(name, _)| *name == id);
        let waits = WAITING.iter().any(|(_, ids)| ids.contains(&id));
        assert!(check.is_some() != waits, "golden entry {id} is to be checked or to wait, and not both");
        if let Some((_, check)) = check {
            check(&Entry(entry.clone()));
        }
    }
}

fn lowe_logit_scale(entry: &Entry) {
    for (at, case) in list(entry.input("cases")).iter().enumerate() {
        let (right, left) = (number(&case["R"]), number(&case["L"]));
        let (n, hits) = (count(&case["N"]), count(&case["R"]) + count(&case["L"]));
        let output = |name: &str| format!("{at}/{name}");
        entry.assert(&output("position"), logit_scale::position(right, left));
        entry.assert(&output("se_wald"), logit_scale::standard_error(right, left));
        entry.assert_interval(&output("ci95_wald"), logit_scale::wald_interval(right, left));
        entry.assert_interval(&output("position_ci95_jeffreys"), logit_scale::jeffreys_interval(right, left));
        entry.assert(&output("position_posterior_mean"), logit_scale::posterior_mean(right, left));
        entry.assert(&output("position_posterior_sd"), logit_scale::posterior_sd(right, left));
        entry.assert(&output("importance"), logit_scale::importance(right, left, n).unwrap());
        entry.assert_interval(&output("saliency_wilson95"), stats::wilson(hits, n).unwrap());
        let share = stats::beta_share(right, left);
        // Ours puts the bound of a share without successes (failures) at 0 (1); the file keeps the quantile.
        if right > 0.0 {
            entry.assert(&output("beta_share_ci95/0"), share.lo);
        }
        if left > 0.0 {
            entry.assert(&output("beta_share_ci95/1"), share.hi);
        }
        match entry.output(&output("ratio_laver_garry")) {
            Value::Null => assert_eq!(logit_scale::balance(right, left), None),
            _ => entry.assert(&output("ratio_laver_garry"), logit_scale::balance(right, left).unwrap()),
        }
    }
}

/// Sentences as rows of rights events, state events, words.
fn sentences(entry: &Entry) -> Units {
    let mut units = Units::new(3);
    for row in list(entry.input("sentences_R_L_tokens")) {
        units.push(&numbers(row));
    }
    units
}

fn theta(sums: Sums<'_>) -> Option<f64> {
    Some(logit_scale::position(sums.get(0), sums.get(1)))
}

/// Every way to draw `n` of `n` with replacement.
fn all_samples(n: usize) -> Vec<Vec<usize>> {
    let n_samples = n.pow(u32::try_from(n).unwrap());
    (0..n_samples)
        .map(|code| (0..n).map(|digit| code / n.pow(u32::try_from(digit).unwrap()) % n).collect())
        .collect()
}

/// The standard deviation over all samples, which are the whole population.
fn population_sd(values: &[f64]) -> f64 {
    let n = values.len() as f64;
    standard_error(values).unwrap() * ((n - 1.0) / n).sqrt()
}

fn bootstrap_sentences_exact(entry: &Entry) {
    let units = sentences(entry);
    let all = units.resample_given(&all_samples(units.len()));
    let mut thetas = all.values(theta);
    let estimate = number(entry.output("theta"));
    entry.assert("se_exact", population_sd(&thetas));
    entry.assert("mean_exact", thetas.iter().sum::<f64>() / thetas.len() as f64);
    let rates = all.values(|sums| Some(1000.0 * sums.get(0) / sums.get(2)));
    entry.assert("rate_se_exact", population_sd(&rates));
    let jackknife = units.leave_one_out().values(theta);
    for (at, value) in jackknife.iter().enumerate() {
        entry.assert(&format!("jackknife/{at}"), *value);
    }
    entry.assert("bca_z0", bias(&thetas, estimate).unwrap());
    entry.assert("bca_acceleration", acceleration(&jackknife).unwrap());
    entry.assert_interval("bca95", bca(&mut thetas, estimate, &jackknife).unwrap());
    entry.assert_interval("percentile95", stats::percentile(&mut thetas, "exact").unwrap());
    drawn_bootstrap_comes_near(entry, &units);
}

/// The file asks of a seeded bootstrap with B ≥ 10,000 to land within 3 se / √(2B) of the exact error.
fn drawn_bootstrap_comes_near(entry: &Entry, units: &Units) {
    let error = standard_error(&units.resample(20_000, 1).values(theta)).unwrap();
    let exact = number(entry.output("se_exact"));
    let allowed = 3.0 * exact / (2.0 * 20_000.0f64).sqrt();
    assert!((error - exact).abs() < allowed, "drawn {error}, exact {exact} ± {allowed}");
}

fn bootstrap_sentences_given_indices(entry: &Entry) {
    let sample = |sample: &Value| list(sample).iter().map(place).collect();
    let samples: Vec<Vec<usize>> = list(entry.input("indices")).iter().map(sample).collect();
    let mut thetas = sentences(entry).resample_given(&samples).values(theta);
    for (at, value) in thetas.iter().enumerate() {
        entry.assert(&format!("replicates/{at}"), *value);
    }
    entry.assert("se_ddof1", standard_error(&thetas).unwrap());
    entry.assert_interval("percentile95_type7", stats::percentile(&mut thetas, "given").unwrap());
}

fn bootstrap_cluster_exact(entry: &Entry) {
    let rows: Vec<Vec<f64>> = list(entry.input("sentences_R_L_tokens")).iter().map(numbers).collect();
    let mut documents = Units::new(3);
    for members in entry.input("clusters").as_object().unwrap().values() {
        let mut sum = [0.0; 3];
        for member in list(members) {
            sum.iter_mut().zip(&rows[place(member)]).for_each(|(total, value)| *total += value);
        }
        documents.push(&sum);
    }
    let mut thetas = documents.resample_given(&all_samples(documents.len())).values(theta);
    entry.assert("se_exact", population_sd(&thetas));
    entry.assert_interval("percentile95", stats::percentile(&mut thetas, "exact").unwrap());
}

fn krippendorff_alpha(entry: &Entry) {
    let coder = |row: &Value| list(row).iter().map(Value::as_f64).collect::<Vec<_>>();
    let coders: Vec<_> = list(entry.input("data")).iter().map(coder).collect();
    let scales = [
        ("nominal", Scale::Nominal),
        ("ordinal", Scale::Ordinal),
        ("interval", Scale::Interval),
        ("ratio", Scale::Ratio),
    ];
    for (name, scale) in scales {
        entry.assert(name, krippendorff(&coders, scale).unwrap());
    }
}

fn kappa_ac1(entry: &Entry) {
    let categories = list(entry.input("categories"));
    let at = |label: &Value| categories.iter().position(|category| category == label).unwrap();
    let mut table = Confusion::new(categories.len());
    for (first, second) in list(entry.input("coder1")).iter().zip(list(entry.input("coder2"))) {
        table.add(at(first), at(second));
    }
    entry.assert("po", table.agreement().unwrap());
    entry.assert("kappa", table.cohen_kappa().unwrap());
    entry.assert("scott_pi", table.scott_pi().unwrap());
    entry.assert("gwet_ac1", table.gwet_ac1().unwrap());
}

fn precision_recall_ci(entry: &Entry) {
    let matches = Matches {
        true_positives: count(entry.input("tp")),
        false_positives: count(entry.input("fp")),
        false_negatives: count(entry.input("fn")),
    };
    entry.assert("precision", matches.precision().unwrap());
    entry.assert("recall", matches.recall().unwrap());
    entry.assert("f1", matches.f1().unwrap());
    entry.assert_interval("precision_wilson95", matches.precision_interval().unwrap());
    entry.assert_interval("recall_wilson95", matches.recall_interval().unwrap());
}

fn rate_poisson_exact(entry: &Entry) {
    let (k, n) = (count(entry.input("k")), number(entry.input("n")));
    entry.assert("rate", 1000.0 * k as f64 / n);
    entry.assert_interval("ci95", stats::garwood(k).scaled(1000.0 / n));
    entry.assert_interval("zero_count_ci95", stats::garwood(0).scaled(1000.0 / n));
    let other = stats::Rate { events: count(entry.input("k2")), exposure: number(entry.input("n2")) };
    let ratio = stats::rate_ratio(stats::Rate { events: k, exposure: n }, other).unwrap();
    entry.assert("rate_ratio", ratio.ratio);
    entry.assert("rate_ratio_p_exact", ratio.p);
}

fn lexicon_sensitivity(entry: &Entry) {
    let side = |name: &str| -> Vec<(String, f64)> {
        let hits = entry.input(&format!("hits/{name}")).as_object().unwrap();
        hits.iter().map(|(term, hits)| (term.clone(), number(hits))).collect()
    };
    let total = |side: &[(String, f64)]| side.iter().map(|(_, hits)| hits).sum::<f64>();
    let (right, left) = (side("R"), side("L"));
    let theta = logit_scale::position(total(&right), total(&left));
    entry.assert("theta", theta);
    let terms = right.iter().map(|(term, hits)| (term, *hits, 0.0));
    for (term, from_right, from_left) in terms.chain(left.iter().map(|(term, hits)| (term, 0.0, *hits))) {
        let without = logit_scale::position(total(&right) - from_right, total(&left) - from_left);
        entry.assert(&format!("theta_without/{term}"), without);
        entry.assert(&format!("influence/{term}"), without - theta);
        assert_eq!(entry.output(&format!("sign_flip/{term}")), &Value::Bool(without * theta < 0.0));
    }
    for (name, side) in [("R", right), ("L", left)] {
        let index = stats::herfindahl(&side.iter().map(|(_, hits)| *hits).collect::<Vec<_>>()).unwrap();
        entry.assert(&format!("hhi/{name}"), index);
        entry.assert(&format!("effective_terms/{name}"), 1.0 / index);
    }
}

/// Values of two groups, each with its stratum.
fn labelled(values: &[(f64, bool, usize)]) -> TwoGroups {
    let unit = |&(value, in_target, stratum): &(f64, bool, usize)| Labelled {
        quantities: vec![value, 1.0],
        in_target,
        stratum,
    };
    TwoGroups::new(&values.iter().map(unit).collect::<Vec<_>>())
}

fn difference_of_means(target: &[f64], reference: &[f64]) -> Option<f64> {
    Some(target[0] / target[1] - reference[0] / reference[1])
}

fn two_groups(entry: &Entry) {
    let group = |name: &str, in_target| {
        numbers(entry.input(name)).into_iter().map(move |value| (value, in_target, 0)).collect::<Vec<_>>()
    };
    let groups = labelled(&[group("group_a", true), group("group_b", false)].concat());
    let tested = groups.test(&[&difference_of_means], (1000, 1))[0].unwrap();
    entry.assert("statistic", tested.observed);
    entry.assert("p_two_sided", tested.p);
    entry.assert("mid_p", tested.mid_p.unwrap());
    assert_eq!(tested.n, count(entry.output("n_permutations")));
    let one_sided =
        |target: &[f64], reference: &[f64]| difference_of_means(target, reference).map(|it| it.max(0.0));
    entry.assert("p_one_sided", groups.test(&[&one_sided], (1000, 1))[0].unwrap().p);
    let (b, m) = (count(entry.output("mc_example/b")), count(entry.output("mc_example/m")));
    entry.assert("mc_example/p", stats::monte_carlo_p(b, m));
}

/// The statistic of this entry is the difference of the means of all, whatever the stratum.
fn strata(entry: &Entry) {
    let mut values = Vec::new();
    for (stratum, groups) in entry.input("strata").as_object().unwrap().values().enumerate() {
        for (name, in_target) in [("a", true), ("b", false)] {
            values.extend(numbers(&groups[name]).into_iter().map(|value| (value, in_target, stratum)));
        }
    }
    let tested = labelled(&values).test(&[&difference_of_means], (1000, 1))[0].unwrap();
    entry.assert("statistic", tested.observed);
    entry.assert("p_two_sided", tested.p);
    assert_eq!(tested.n, count(entry.output("n_permutations")));
}

fn table(a: f64, n1: f64, b: f64, n2: f64) -> Contingency {
    Contingency::new(Share { of: a, all: n1 }, Share { of: b, all: n2 }).unwrap()
}

/// The terms of an entry, their tables and where their outputs stand.
fn tables(entry: &Entry, [a, b, n1, n2]: [&str; 4]) -> Vec<(String, Contingency)> {
    let (target, reference) = (numbers(entry.input(a)), numbers(entry.input(b)));
    let [n1, n2] = [n1, n2].map(|name| number(entry.input(name)));
    let terms = list(entry.input("terms")).iter().map(|term| term.as_str().unwrap().to_owned());
    terms.zip(target.iter().zip(&reference).map(|(a, b)| table(*a, n1, *b, n2))).collect()
}

fn keyness_table(entry: &Entry) {
    let tables = tables(entry, ["a", "b", "n1", "n2"]);
    for (term, table) in &tables {
        let assert = |name: &str, value| entry.assert(&format!("rows/{term}/{name}"), value);
        for (place, due) in ["0/0", "0/1", "1/0", "1/1"].into_iter().zip(table.expected()) {
            assert(&format!("expected/{place}"), due);
        }
        assert("sign", table.sign());
        assert("G2_four_cell", table.g2());
        assert("G2_four_cell_p", table.g2_p());
        assert("G2_two_cell_rayson", table.g2_two_cells());
        assert("G2_four_cell_williams", table.g2() / table.williams_q());
        assert("williams_q", table.williams_q());
        assert("chi2", table.chi_square());
        assert("chi2_p", chi_square_1_p(table.chi_square()));
        assert("chi2_yates", table.chi_square_yates());
        assert("chi2_yates_p", chi_square_1_p(table.chi_square_yates()));
        assert("fisher_p", table.fisher_p());
        assert("bic_wilson", table.bic());
        assert("ell", table.ell().unwrap());
        assert("log_ratio_hardie", table.log_ratio());
        let ratio = table.relative_risk().unwrap();
        assert("relative_risk", ratio);
        assert("pct_diff", 100.0 * (ratio - 1.0));
        let (log_odds, error) = table.log_odds_ratio();
        assert("log_odds_ratio_haldane", log_odds);
        assert("log_odds_ratio_haldane_se", error);
        entry.assert_interval(&format!("rows/{term}/lor_ci95"), stats::wald(log_odds, error));
    }
    let p: Vec<f64> = tables.iter().map(|(_, table)| table.g2_p()).collect();
    let all = [("fdr_bh", "bh"), ("fdr_by", "by"), ("holm", "holm")];
    for (golden, name) in all {
        let (_, adjustment) = stats::Adjustment::ALL.into_iter().find(|it| it.0 == name).unwrap();
        for (at, q) in adjustment.adjust(&p).into_iter().enumerate() {
            entry.assert(&format!("G2_p_adjusted/{golden}/{at}"), q);
        }
    }
}

fn keyness_quanteda_vector(entry: &Entry) {
    let [one, other] = [0, 1].map(|row| numbers(&entry.input("table")[row]));
    // The feature is the first row; texts are columns.
    let table = table(one[0], one[0] + other[0], one[1], one[1] + other[1]);
    entry.assert("chi2", table.chi_square());
    entry.assert("chi2_yates", table.chi_square_yates());
    entry.assert("G2", table.g2());
    entry.assert("fisher_p", table.fisher_p());
}

fn keyness_quanteda(entry: &Entry) {
    for (term, table) in tables(entry, ["a", "b", "n_target", "n_reference"]) {
        let assert = |name: &str, value| entry.assert(&format!("{term}/{name}"), value);
        let (chi2, g2) = table.like_quanteda(Correction::None);
        let (chi2_default, g2_default) = table.like_quanteda(Correction::ConditionalYates);
        assert("chi2_none", chi2);
        assert("G2_none", g2);
        assert("chi2_default", chi2_default);
        assert("G2_default", g2_default);
        assert("G2_williams", table.like_quanteda(Correction::Williams).1);
    }
}

fn keyness_quanteda_yates(entry: &Entry) {
    let [a, b, n1, n2] = ["a", "b", "n_target", "n_reference"].map(|name| number(entry.input(name)));
    let table = table(a, n1, b, n2);
    let corrections = [
        ("default", Correction::ConditionalYates),
        ("none", Correction::None),
        ("williams", Correction::Williams),
    ];
    for (name, correction) in corrections {
        let (chi2, g2) = table.like_quanteda(correction);
        entry.assert(&format!("chi2_{name}"), chi2);
        entry.assert(&format!("G2_{name}"), g2);
    }
}

fn conservative_log_ratio(entry: &Entry) {
    let n_terms = place(entry.input("m"));
    for (at, (_, table)) in tables(entry, ["f1", "f2", "n1", "n2"]).into_iter().enumerate() {
        entry.assert(&format!("lrc/{at}"), table.conservative_log_ratio(n_terms));
        entry.assert(&format!("lrc_uncorrected/{at}"), table.conservative_log_ratio(1));
    }
}

fn relative_risk(entry: &Entry) {
    let [a, n1, b, n2] = ["a", "n1", "b", "n2"].map(|name| number(entry.input(name)));
    let table = table(a, n1, b, n2);
    let ratio = table.relative_risk().unwrap();
    entry.assert("rr", ratio);
    entry.assert("log_rr", libm::log(ratio));
    entry.assert("se_log_rr", table.relative_risk_error().unwrap());
    entry.assert_interval("ci95", table.relative_risk_interval().unwrap());
}

fn collocations(entry: &Entry) {
    for (at, case) in list(entry.input("cases")).iter().enumerate() {
        let [together, first, second, n] = ["o11", "r1", "c1", "N"].map(|name| count(&case[name]));
        let pair = Collocation::new(together, (first, second), n).unwrap();
        let (lambda, error) = pair.lambda();
        let all = [
            ("expected", pair.expected()),
            ("pmi_bits", pair.pmi()),
            ("npmi", pair.npmi()),
            ("mi3", pair.mi3()),
            ("t_score", pair.t_score()),
            ("z_score", pair.z_score()),
            ("log_dice", pair.log_dice()),
            ("delta_p_2given1", pair.delta_p()),
            ("delta_p_1given2", pair.reversed().delta_p()),
            ("G2", pair.g2()),
            ("lambda_blaheta_johnson", lambda),
            ("lambda_se", error),
            ("lambda_z", lambda / error),
        ];
        for (name, value) in all {
            entry.assert(&format!("{at}/{name}"), value);
        }
    }
}

fn dispersion(entry: &Entry) {
    let parts: Vec<(f64, f64)> =
        numbers(entry.input("v")).into_iter().zip(numbers(entry.input("part_sizes"))).collect();
    let rates: Vec<f64> = parts.iter().map(|(v, size)| v / size).collect();
    let counts: Vec<f64> = parts.iter().map(|it| it.0).collect();
    let spread = Dispersion::new(parts.iter().copied()).unwrap();
    assert_eq!(spread.range, count(entry.output("range")));
    let carroll = stats::dispersion::carroll(&rates).unwrap();
    let all = [
        ("juilland_D", spread.juilland_d.unwrap()),
        ("juilland_D_equal_parts", stats::dispersion::juilland(&counts).unwrap()),
        ("carroll_D2", carroll),
        ("rosengren_S", stats::dispersion::rosengren(&parts).unwrap()),
        ("DP", spread.dp),
        ("DP_norm", spread.dp_norm),
        ("D_KL_bits", spread.kl_divergence),
        ("D_KL_nats", spread.kl_divergence * std::f64::consts::LN_2),
        ("D_KL_norm_base_e", spread.kl_norm()),
        ("D_KL_norm_base_2", spread.kl_norm_base_2()),
        ("D_KL_norm_odds", spread.kl_divergence / (1.0 + spread.kl_divergence)),
        ("D_A_burch", stats::dispersion::burch(&rates).unwrap()),
    ];
    for (name, value) in all {
        entry.assert(name, value);
    }
}

fn per_document(entry: &Entry) {
    let [x, y] = ["x", "y"].map(|name| numbers(entry.input(name)));
    let welch = effect::welch(&x, &y).unwrap();
    let all = [
        ("welch_t", welch.t),
        ("welch_df", welch.degrees),
        ("welch_p", welch.p),
        ("mannwhitney_u", effect::mann_whitney_u(&x, &y)),
        ("mannwhitney_p_exact", effect::mann_whitney_exact_p(&x, &y).unwrap()),
        ("cliffs_delta", effect::cliffs_delta(&x, &y).unwrap()),
        ("cohen_d", effect::cohen_d(&x, &y).unwrap()),
        ("hedges_g", effect::hedges_g(&x, &y).unwrap()),
    ];
    for (name, value) in all {
        entry.assert(name, value);
    }
}

fn distances(entry: &Entry) {
    let [x, y] = ["x", "y"].map(|name| numbers(entry.input(name)));
    let bits = distance::jensen_shannon(&x, &y);
    let all = [
        ("cosine_counts", distance::cosine(&x, &y)),
        ("jsd_bits", bits),
        ("jsd_nats", bits.map(|it| it * std::f64::consts::LN_2)),
        ("js_distance_base2", distance::jensen_shannon_distance(&x, &y)),
        ("jsd_weighted_bits", distance::jensen_shannon_by_size(&x, &y)),
        ("hellinger", distance::hellinger(&x, &y)),
        ("total_variation", distance::total_variation(&x, &y)),
        ("bray_curtis", distance::bray_curtis(&x, &y)),
        ("jaccard_sets", distance::jaccard(&x, &y)),
    ];
    for (name, value) in all {
        entry.assert(name, value.unwrap());
    }
    for (at, part) in distance::jensen_shannon_parts(&x, &y).unwrap().into_iter().enumerate() {
        entry.assert(&format!("jsd_contribution_bits/{at}"), part);
    }
}

fn trend(entry: &Entry) {
    let points: Vec<(f64, f64)> =
        numbers(entry.input("x")).into_iter().zip(numbers(entry.input("y"))).collect();
    let (kendall, line) = (trend::kendall(&points).unwrap(), trend::theil_sen(&points).unwrap());
    entry.assert("tau", kendall.tau);
    entry.assert("p", kendall.p);
    entry.assert("sen_slope", line.slope);
    entry.assert("sen_intercept", line.intercept);
}

fn wordscores(entry: &Entry) {
    let counted = |text: &Value| (0..).zip(numbers(text)).collect::<Vec<(u32, f64)>>();
    let counts: Vec<Vec<(u32, f64)>> = list(entry.input("counts")).iter().map(counted).collect();
    let places = numbers(entry.input("reference_scores"));
    let references: Vec<(&[(u32, f64)], f64)> =
        counts.iter().zip(&places).map(|(counts, place)| (&counts[..], *place)).collect();
    let learnt = Wordscores::learn(&references).unwrap();
    let placed: Vec<_> = counts.iter().map(|counts| learnt.place(counts).unwrap()).collect();
    for (at, text) in placed.iter().enumerate() {
        entry.assert(&format!("raw_all/{at}"), text.raw);
    }
    let (virgin, raw) = (placed[5], placed.iter().map(|it| it.raw).collect::<Vec<_>>());
    entry.assert("raw_V1", virgin.raw);
    entry.assert("se_V1", virgin.error);
    entry.assert("mv_V1", learnt.rescale(virgin.raw).unwrap().0);
    let (rescaled, factor) = learnt.rescale_together(&raw).unwrap();
    entry.assert("lbg_rescaled_V1_all_docs", rescaled[5]);
    entry.assert("se_lbg_correct", virgin.error * factor);
    // What the R package prints instead: the error moved as if it were a score.
    let mean = raw.iter().sum::<f64>() / raw.len() as f64;
    entry.assert("se_lbg_quanteda_formula", (virgin.error - mean) * factor + mean);
}

fn dirichlet_log_odds(entry: &Entry) {
    let [target, reference, prior] = ["y_i", "y_j", "alpha_i"].map(|name| numbers(entry.input(name)));
    let share = |of: &[f64], at: usize| Share { of: of[at], all: of.iter().sum() };
    let all: Vec<stats::LogOdds> = (0..target.len())
        .map(|at| stats::log_odds(share(&target, at), share(&reference, at), share(&prior, at)).unwrap())
        .collect();
    let adjusted = stats::benjamini_hochberg(&all.iter().map(stats::LogOdds::p).collect::<Vec<_>>());
    for (at, odds) in all.iter().enumerate() {
        entry.assert(&format!("delta/{at}"), odds.delta);
        entry.assert(&format!("full/se/{at}"), odds.se);
        let short = stats::LogOdds::short_se(share(&target, at), share(&reference, at), share(&prior, at));
        entry.assert(&format!("approx/se/{at}"), short);
        entry.assert(&format!("approx/z/{at}"), odds.delta / short);
        entry.assert(&format!("full/z/{at}"), odds.z());
        entry.assert(&format!("full/p_two_sided/{at}"), odds.p());
        entry.assert(&format!("full/p_bh/{at}"), adjusted[at]);
    }
}

fn multiple_testing(entry: &Entry) {
    let adjusted = stats::benjamini_hochberg(&numbers(entry.input("p")));
    for (at, q) in adjusted.iter().enumerate() {
        entry.assert(&format!("fdr_bh/{at}"), *q);
    }
    let rejected = adjusted.iter().filter(|q| **q <= 0.05).count() as u64;
    assert_eq!(rejected, count(entry.output("rejected_bh_05")));
}
