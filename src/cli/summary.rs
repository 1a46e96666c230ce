//! What `analyze` prints when it is done.

use super::options::Options;
use super::screen::{bare_table, one_line};
use crate::codebook::Codebook;
use crate::measure::Gate;
use crate::report::wire::Counts;
use std::collections::BTreeMap;
use std::fmt::Write;

/// How many documents each gate holds for.
pub type Gates = BTreeMap<Gate, u64>;

/// The whole summary.
#[must_use]
pub fn summary(codebook: &Codebook, options: &Options, counts: &Counts, gates: &Gates) -> String {
    let mut out = String::new();
    let version = env!("CARGO_PKG_VERSION");
    let _ = writeln!(
        out,
        "normscope {version}, codebook {} {}, all voices together (whose words they are is not looked at yet)\n",
        one_line(&codebook.id),
        one_line(&codebook.version)
    );
    let mut table = bare_table();
    table.add_row(["documents".to_owned(), number(counts.n_documents)]);
    let all = number(counts.n_words);
    table.add_row(["counted words".to_owned(), format!("{} of {all}", number(counts.n_words_counted))]);
    let all = number(counts.n_sentences);
    let counted = number(counts.n_sentences_counted);
    table.add_row(["counted sentences".to_owned(), format!("{counted} of {all}")]);
    let all = number(counts.n_hits);
    table.add_row(["counted hits".to_owned(), format!("{} of {all}", number(counts.n_hits_counted))]);
    let _ = writeln!(out, "{}\n", table.trim_fmt());
    out.push_str(&trouble(options, counts, gates));
    out
}

/// What a reader should look at first: gates, failures, warnings, and where the files are.
fn trouble(options: &Options, counts: &Counts, gates: &Gates) -> String {
    let mut out = String::new();
    let named: Vec<String> =
        gates.iter().map(|(gate, n)| format!("{} {}", gate.name(), number(*n))).collect();
    if !named.is_empty() {
        let _ = writeln!(out, "documents to use with care: {}", named.join(", "));
    }
    let folder = options.output.display().to_string();
    let mut files = |n: u64, what: &str, file: &str| {
        if n > 0 {
            let _ = writeln!(out, "{} {what}: see {}/{file}", number(n), one_line(&folder));
        }
    };
    files(counts.n_errors, "failed", "errors.jsonl");
    files(counts.n_skipped, "passed over", "skipped.jsonl");
    files(counts.n_warnings, "warnings", "documents.jsonl");
    let _ = writeln!(out, "results in {}", one_line(&folder));
    out
}

/// A count with commas: `1,234`.
#[must_use]
pub fn number(n: u64) -> String {
    let digits = n.to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at) % 3 == 0 {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// A number on a scale with two sides, rounded for reading: `+0.91`, `−0.30`.
#[must_use]
pub fn signed(value: f64) -> String {
    let rounded = format!("{value:+.2}");
    if rounded == "-0.00" { "+0.00".to_owned() } else { rounded.replace('-', "−") }
}

/// Which frame a position leans to.
#[must_use]
pub fn towards(codebook: &Codebook, position: f64) -> String {
    let Some(contrast) = codebook.contrast else { return String::new() };
    let frame = if position >= 0.0 { contrast.positive } else { contrast.negative };
    format!("towards {}", codebook.frames[frame.get()].name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_for_reading() {
        assert_eq!(number(1_234_567), "1,234,567");
        assert_eq!(number(999), "999");
        assert_eq!(
            (signed(0.914), signed(-0.3), signed(-0.001)),
            ("+0.91".into(), "−0.30".into(), "+0.00".into())
        );
    }
}
