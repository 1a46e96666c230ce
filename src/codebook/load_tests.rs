//! Codebooks that break the rules, and what is said of each.

use super::Codebook;

/// All findings on a codebook of one frame and one family with these blocks.
fn findings(blocks: &str) -> Vec<String> {
    let head = "id = \"t\"\nversion = \"1\"\nframe = [{ id = \"f\", name = \"f\" }]\n\
                family = [{ id = \"R2\", frame = \"f\", name = \"F\" }]\n";
    match Codebook::from_toml("t.toml", &format!("{head}{blocks}")) {
        Ok(_) => Vec::new(),
        Err(error) => error.to_string().lines().map(str::to_owned).collect(),
    }
}

#[test]
fn names_that_do_not_exist_are_reported_with_the_nearest_one() {
    let blocks = "[[entry]]\nid = \"x\"\nfamily = \"R22\"\npattern = \"a {lst}\"\n[lists]\nlist = [\"a\"]";
    assert_eq!(
        findings(blocks),
        [
            "t.toml:7: entry \"x\" names family \"R22\", which does not exist; did you mean \"R2\"?",
            "t.toml:8: names a list {lst}, which does not exist; did you mean \"list\"?",
        ]
    );
}

#[test]
fn every_breach_is_reported_not_only_the_first() {
    let blocks = r#"
[[entry]]
id = "x"
family = "R2"
patern = "a"

[[entry]]
id = "y"
family = "R2"
weight = 1.5
match = "stems"
pattern = ["good", "ba(d"]

[[mask]]
id = "y"
family = "R2"
pattern = "c"

[[cue]]
id = "z"
pattern = "c"

[[entries]]
id = "w"
"#;
    assert_eq!(
        findings(blocks),
        [
            "t.toml:9: unknown key \"patern\"; did you mean \"pattern\"?",
            "t.toml:14: entry \"y\": a weight lies above 0 and is at most 1, not 1.5",
            "t.toml:15: match = \"stems\" is none of exact, inflected, stem; did you mean \"stem\"?",
            "t.toml:16: \"y\": pattern \"ba(d\": column 3 of the pattern: groups, lists and words are set apart \
             by spaces: (liberty|liberties), not libert(y|ies)",
            "t.toml:18: the entry id \"y\" is taken: see t.toml:11",
            "t.toml:18: \"y\": [[mask]] takes no key \"family\"",
            "t.toml:23: cue \"z\": the key \"kind\" is missing",
            "t.toml:27: unknown key \"entries\"; did you mean \"entry\"?",
        ]
    );
}

#[test]
fn a_contested_term_says_where_it_means_what() {
    let blocks = r#"
[[contested]]
id = "x"
pattern = "a"
turned = "R2"
among = [{ family = "R2" }, { family = "R2", weight = 0.4 }]
default = { family = "R3", weight = 2 }

[[contested.meaning]]
family = "R2"
by = "bearers"

[[entry]]
id = "y"
family = "R2"
pattern = "a"
default = { family = "R2" }
"#;
    assert_eq!(
        findings(blocks),
        [
            "t.toml:6: \"x\": [[contested]] takes no key \"turned\"",
            "t.toml:15: by = \"bearers\" is none of bearer, agent; did you mean \"bearer\"?",
            "t.toml:13: \"x\": a meaning requires something; what needs nothing is the default",
            "t.toml:11: entry \"x\": a weight lies above 0 and is at most 1, not 2",
            "t.toml:11: entry \"x\" names family \"R3\", which does not exist; did you mean \"R2\"?",
            "t.toml:10: \"x\": among other evidence, one family a frame",
            "t.toml:17: \"y\": [[entry]] takes no key \"default\"",
        ]
    );
}

#[test]
fn conditions_have_one_place_and_a_distance_only_where_it_means_something() {
    let entry = |conditions: &str| {
        let found = findings(&format!(
            "[[entry]]\nid = \"x\"\nfamily = \"R2\"\npattern = \"a\"\nunless = [{conditions}]"
        ));
        found.join("|")
    };
    assert_eq!(entry("{ before = \"b\", within = 2 }, { case = \"title\" }"), "");
    assert!(entry("{ before = \"b\", after = \"c\" }").contains("exactly one of before, after"));
    assert!(entry("{ within = 2 }").contains("exactly one of before, after"));
    assert!(entry("{ sentence = \"b\", within = 2 }").contains("\"within\" belongs to"));
    assert!(entry("{ case = \"Title\" }").contains("did you mean \"title\"?"));
    assert!(entry("{ behind = \"b\" }").contains("unknown key \"behind\""));
}

#[test]
fn the_head_file_has_its_own_rules() {
    let error = |text: &str| Codebook::from_toml("t.toml", text).expect_err(text).to_string();
    let found = error(
        "id = \"t\"\ncontrast = { positive = \"a\", negative = \"a\" }\nframe = [{ id = \"a\", name = \"a\" }]",
    );
    assert!(found.contains("needs a key \"version\""), "{found}");
    assert!(found.contains("t.toml:2: a frame cannot contrast with itself"), "{found}");
    assert!(error("id = \"t\"\nversion = \"1\"").contains("at least one [[frame]]"));
    assert!(error("id = \"t\"\nid = \"u\"").contains("t.toml:2:"), "a syntax error has its line");
    let frame = "id = \"t\"\nversion = \"1\"\ninclude = [\"x.toml\"]\nframe = [{ id = \"a\", name = \"a\" }]";
    assert!(error(frame).starts_with("t.toml:3: includes \"x.toml\": "), "{}", error(frame));
    let threshold = "id = \"t\"\nversion = \"1\"\nframe = [{ id = \"a\", name = \"a\", threshold = -1.0 }]";
    assert!(error(threshold).contains("needs a threshold above 0"));
}

#[test]
fn a_folder_is_read_in_the_order_of_its_include_list() {
    let folder = tempfile::tempdir().expect("a folder");
    let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).expect("writable");
    write(
        "codebook.toml",
        "id = \"t\"\nversion = \"1\"\ninclude = [\"b.toml\", \"a.toml\"]\n\
         frame = [{ id = \"f\", name = \"f\" }]\nfamily = [{ id = \"F\", frame = \"f\", name = \"F\" }]\n",
    );
    write(
        "a.toml",
        "[[mask]]\nid = \"second\"\npattern = \"a\"\n[[entry]]\nid = \"third\"\nfamily = \"F\"\npattern = \"{l}\"\n",
    );
    write(
        "b.toml",
        "[[entry]]\r\nid = \"first\"\r\nfamily = \"F\"\r\npattern = \"b\"\r\n[lists]\r\nl = [\"c d\"]\r\n",
    );
    let codebook = Codebook::load(folder.path()).expect("a codebook");
    let ids: Vec<&str> = codebook.entries.iter().map(|entry| entry.id.as_str()).collect();
    assert_eq!(ids, ["first", "second", "third"]);
    assert_eq!(codebook.entries[2].place.to_string(), "a.toml:4");
    assert_eq!(codebook.frames[0].threshold, 0.5);
    write("a.toml", "[[frame]]\nid = \"g\"\nname = \"g\"");
    let error = Codebook::load(folder.path()).expect_err("a frame outside the head").to_string();
    assert!(error.contains("a.toml:1: \"frame\" belongs to the head file"), "{error}");
}
