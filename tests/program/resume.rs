//! A run that is cut off, whenever and by whatever, goes on to the same bytes; what has changed is noticed.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};
use tempfile::TempDir;

/// Documents of the corpus.
const N_DOCUMENTS: usize = 240;

/// A corpus that is written by a program: documents of three lengths, some twice, some broken.
fn corpus(home: &Path) {
    let folder = home.join("texts");
    fs::create_dir_all(&folder).unwrap();
    let sentence = |at: usize| {
        let state = ["Ostravia", "Tolvania", "Pellane"][at % 3];
        let claim = ["privacy and free expression", "sovereignty and order", "an open internet"][at % 5 % 3];
        format!("The delegate of {state} spoke in session {at} of {claim} and of national security. ")
    };
    let text = |at: usize| (0..[2, 9, 60][at % 3]).map(|n| sentence(at + 7 * n)).collect::<String>();
    for at in 0..N_DOCUMENTS / 2 {
        fs::write(folder.join(format!("{at:03}.txt")), text(at)).unwrap();
    }
    let record = |at: usize| match at % 40 {
        0 => "{broken".to_owned(),
        1 => r#"{"doc_id": "twice", "text": "The same name more than once."}"#.to_owned(),
        2 => format!(r#"{{"doc_id": "copy-{at}", "text": "{}"}}"#, text(3)),
        _ => format!(r#"{{"doc_id": "r{at}", "issuer": "{}", "text": "{}"}}"#, at % 4, text(at)),
    };
    let records: Vec<String> = (0..N_DOCUMENTS / 2).map(record).collect();
    fs::write(folder.join("records.jsonl"), records.join("\n")).unwrap();
    fs::write(folder.join("manifest.csv"), "path,issuer,date\n000.txt,TOL,2001\n001.txt,OST,2002\n").unwrap();
}

const ASKED: [&str; 8] = ["analyze", "texts", "-o", "results/out", "--by", "issuer", "--bootstrap", "100"];

fn start(home: &Path, options: &[&str]) -> Child {
    let mut command = Command::new(env!("CARGO_BIN_EXE_normscope"));
    command.current_dir(home).args(ASKED).args(options).stdout(Stdio::null()).stderr(Stdio::piped());
    command.spawn().unwrap()
}

/// Runs to the end; the exit code and what was said.
fn ended(child: Child) -> (Option<i32>, String) {
    let done = child.wait_with_output().unwrap();
    (done.status.code(), String::from_utf8(done.stderr).unwrap())
}

/// Every file of the results with its bytes.
fn files(home: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let items = fs::read_dir(home.join("results/out")).unwrap().map(|item| item.unwrap().path());
    items.map(|path| (path.file_name().unwrap().into(), fs::read(&path).unwrap())).collect()
}

/// A home with the corpus, and the results of a run that nothing disturbed.
fn undisturbed() -> (TempDir, BTreeMap<PathBuf, Vec<u8>>, Duration) {
    let home = tempfile::tempdir().unwrap();
    corpus(home.path());
    let started = Instant::now();
    assert_eq!(ended(start(home.path(), &["--jobs", "2"])).0, Some(3), "some records are broken");
    let (files, took) = (files(home.path()), started.elapsed());
    assert!(files.len() > 14);
    fs::remove_dir_all(home.path().join("results")).unwrap();
    (home, files, took)
}

/// Asserts that two runs wrote the same.
fn same(one: &BTreeMap<PathBuf, Vec<u8>>, other: &BTreeMap<PathBuf, Vec<u8>>) {
    assert!(one.keys().eq(other.keys()), "{:?} {:?}", one.keys(), other.keys());
    for (name, bytes) in one {
        assert!(other[name] == *bytes, "{} differs", name.display());
    }
}

/// Waits until a run has done some documents, and no longer than it takes.
fn wait_for_some(child: &mut Child, home: &Path) {
    let journal = home.join("results/.out.partial/journal.bin");
    while child.try_wait().unwrap().is_none() {
        if fs::metadata(&journal).is_ok_and(|it| it.len() > 60_000) {
            return;
        }
        std::thread::sleep(Duration::from_millis(1));
    }
    panic!("the run was over before it could be disturbed");
}

fn interrupt(child: &Child) {
    let id = child.id().to_string();
    assert!(Command::new("kill").args(["-s", "INT", &id]).status().unwrap().success());
}

#[test]
fn twenty_kills_at_random_moments_change_no_byte() {
    let (home, expected, took) = undisturbed();
    let mut state = 1_u64;
    let mut n_caught = 0;
    for kill in 0..20 {
        // A plain generator: the moments need be no better than scattered.
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let moment = took.mul_f64((state >> 33) as f64 / f64::from(1_u32 << 31));
        let mut child = start(home.path(), &["--resume", "--jobs", ["1", "2", "3", "8"][kill % 4]]);
        std::thread::sleep(moment);
        child.kill().unwrap();
        child.wait().unwrap();
        n_caught += usize::from(home.path().join("results/.out.partial/journal.bin").exists());
        let (code, said) = ended(start(home.path(), &["--resume", "--jobs", "2"]));
        assert_eq!(code, Some(3), "{said}");
        same(&expected, &files(home.path()));
        fs::remove_dir_all(home.path().join("results")).unwrap();
    }
    assert!(n_caught >= 5, "only {n_caught} of 20 kills met a run at work");
}

#[test]
fn an_interrupt_keeps_what_is_done_and_exits_130() {
    let (home, expected, _) = undisturbed();
    let mut child = start(home.path(), &["--jobs", "1"]);
    wait_for_some(&mut child, home.path());
    interrupt(&child);
    let (code, said) = ended(child);
    assert_eq!(code, Some(130), "{said}");
    assert!(said.contains("--resume"), "{said}");
    let (_, said) = ended(start(home.path(), &["--resume"]));
    assert!(said.contains("were done before"), "{said}");
    same(&expected, &files(home.path()));
    assert_eq!(fs::read_dir(home.path().join("results")).unwrap().count(), 1, "nothing is left beside");
}

#[test]
fn a_changed_input_or_option_is_refused_by_name() {
    let (home, expected, _) = undisturbed();
    let mut child = start(home.path(), &["--jobs", "1"]);
    wait_for_some(&mut child, home.path());
    child.kill().unwrap();
    child.wait().unwrap();
    let refused = |options: &[&str], what: &str| {
        let (code, said) = ended(start(home.path(), options));
        assert_eq!(code, Some(2), "{said}");
        assert!(said.contains(what) && said.contains("without --resume"), "{said}");
    };
    let text = home.path().join("texts/000.txt");
    let before = fs::read_to_string(&text).unwrap();
    fs::write(&text, before.replace("delegate", "deputies")).unwrap();
    refused(&["--resume"], "000.txt has changed");
    fs::write(&text, format!("{before}More.")).unwrap();
    refused(&["--resume"], "the files to read");
    fs::write(&text, before).unwrap();
    let manifest = home.path().join("texts/manifest.csv");
    let facts = fs::read_to_string(&manifest).unwrap();
    fs::write(&manifest, facts.replace("TOL", "PEL")).unwrap();
    refused(&["--resume"], "000.txt has changed");
    fs::write(&manifest, facts).unwrap();
    refused(&["--resume", "--seed", "2"], "seed was 1 and is now 2");
    assert_eq!(ended(start(home.path(), &["--resume"])).0, Some(3));
    same(&expected, &files(home.path()));
}

#[test]
fn a_corpus_that_grew_is_read_where_it_is_new() {
    let (home, _, _) = undisturbed();
    assert_eq!(ended(start(home.path(), &[])).0, Some(3));
    let texts = home.path().join("texts");
    // A copy that comes before what it is a copy of: now that one has the text of an earlier one.
    fs::copy(texts.join("009.txt"), texts.join("0000.txt")).unwrap();
    fs::write(texts.join("500.txt"), "The ministry blocked the newspaper.").unwrap();
    fs::write(texts.join("010.txt"), "The court upheld the right to privacy.").unwrap();
    fs::remove_file(texts.join("011.txt")).unwrap();
    let (_, said) = ended(start(home.path(), &["--resume"]));
    assert!(said.contains("3 were read"), "{said}");
    let resumed = files(home.path());
    fs::remove_dir_all(home.path().join("results")).unwrap();
    assert_eq!(ended(start(home.path(), &[])).0, Some(3));
    same(&files(home.path()), &resumed);
}

#[test]
fn damage_to_what_a_killed_run_left_is_found_and_mended() {
    let (home, expected, _) = undisturbed();
    for (file, at) in [("hits.jsonl", 1000), ("documents.jsonl", 20_000), ("journal.bin", 30_000)] {
        let mut child = start(home.path(), &["--jobs", "1"]);
        wait_for_some(&mut child, home.path());
        child.kill().unwrap();
        child.wait().unwrap();
        let path = home.path().join("results/.out.partial").join(file);
        let mut bytes = fs::read(&path).unwrap();
        bytes[at] ^= 1;
        fs::write(&path, bytes).unwrap();
        assert_eq!(ended(start(home.path(), &["--resume"])).0, Some(3));
        same(&expected, &files(home.path()));
        fs::remove_dir_all(home.path().join("results")).unwrap();
    }
}

/// Runs `mount` or `umount`; `false` where that is not allowed, which most machines do not.
fn mount(command: &str, args: &[&str], at: &Path) -> bool {
    Command::new(command).args(args).arg(at).stderr(Stdio::null()).status().is_ok_and(|it| it.success())
}

#[test]
fn a_full_disk_is_one_clear_error_and_loses_nothing() {
    let (home, expected, _) = undisturbed();
    let results = home.path().join("results");
    fs::create_dir(&results).unwrap();
    if !mount("mount", &["-t", "tmpfs", "-o", "size=2m", "tmpfs"], &results) {
        println!("skipped: this user may not mount a small disk");
        return;
    }
    let (code, said) = ended(start(home.path(), &[]));
    assert_eq!(code, Some(1), "{said}");
    assert!(said.contains("No space left") && said.contains("--resume"), "{said}");
    assert!(mount("mount", &["-o", "remount,size=64m"], &results));
    let (code, said) = ended(start(home.path(), &["--resume"]));
    let after = files(home.path());
    assert!(mount("umount", &[], &results));
    assert_eq!(code, Some(3), "{said}");
    same(&expected, &after);
}

#[test]
fn a_disk_that_turns_read_only_is_one_clear_error_and_loses_nothing() {
    let (home, expected, _) = undisturbed();
    let results = home.path().join("results");
    fs::create_dir(&results).unwrap();
    let mut child = start(home.path(), &["--jobs", "1"]);
    wait_for_some(&mut child, home.path());
    let shown = results.to_str().unwrap();
    if !mount("mount", &["--bind", shown], &results) {
        println!("skipped: this user may not mount a folder");
        return;
    }
    assert!(mount("mount", &["-o", "remount,bind,ro"], &results));
    let (code, said) = ended(child);
    assert!(mount("umount", &[], &results));
    assert_eq!(code, Some(1), "{said}");
    assert!(said.contains("Read-only file system"), "{said}");
    assert_eq!(ended(start(home.path(), &["--resume"])).0, Some(3));
    same(&expected, &files(home.path()));
}
