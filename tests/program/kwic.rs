//! A concordance says the same of files and of the run that was made of them.

use super::run;
use serde_json::Value;

/// The lines of a concordance.
fn lines(args: &[&str]) -> Vec<Value> {
    let home = tempfile::tempdir().unwrap();
    let done = run::normscope(home.path(), &[&["kwic", "--format", "jsonl"], args].concat());
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    let text = String::from_utf8(done.stdout).unwrap();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn a_run_gives_the_lines_of_its_sources() {
    let (_home, out) = run::analyzed(&["--bootstrap", "0"]);
    let (out, sources) = (out.to_str().unwrap(), run::corpus());
    for (pattern, least) in [("rights", 100), ("S1", 5), ("privacy", 5), ("(free|open) internet", 1)] {
        let of_run = lines(&[pattern, out]);
        assert!(of_run.len() >= least, "{pattern}: {} lines", of_run.len());
        assert_eq!(of_run, lines(&[pattern, &sources]), "{pattern}");
    }
}

#[test]
fn lines_of_the_author_leave_out_what_others_hold() {
    let (_home, out) = run::analyzed(&["--bootstrap", "0"]);
    let out = out.to_str().unwrap();
    let (all, author) = (lines(&["rights", out]), lines(&["rights", out, "--voice", "author"]));
    let own: Vec<&Value> = all.iter().filter(|line| line["voice"] == "author").collect();
    assert!(own.len() < all.len(), "somebody else is quoted in the corpus");
    assert_eq!(own, author.iter().collect::<Vec<_>>());
}
