//! A folder of everything that can be wrong with an input, each beside good ones, and what has to become of it.

use super::files::{noise, packed_zeros, pdf, tar, zip};
use std::fs;
use std::path::Path;

/// A sentence that every good document has.
pub const GOOD: &str = "The draft law protects press freedom, and the state keeps control of the network.";

/// What has to become of an input.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// A document of this id.
    Read,
    /// A document with this warning.
    Warned(&'static str),
    /// A line of `errors.jsonl` with this code, of the file or of a record of it.
    Failed(Option<u64>, &'static str),
    /// A line of `skipped.jsonl` with this reason.
    Skipped(&'static str),
}

use Fate::{Failed, Read, Skipped, Warned};

/// The corpus as it is written, and the place of every document, failure and skipped file.
#[derive(Default)]
pub struct Corpus {
    pub fates: Vec<(String, Fate)>,
}

impl Corpus {
    /// Writes it all below `root`, which is there and empty.
    pub fn write(root: &Path) -> Self {
        let mut corpus = Self::default();
        corpus.encodings(root);
        corpus.sizes_and_depths(root);
        corpus.pdfs(root);
        corpus.archives(root);
        corpus.emptiness(root);
        corpus.records(root);
        corpus.names(root);
        #[cfg(unix)]
        corpus.links_and_devices(root);
        corpus
    }

    /// Writes a file, and notes what has to become of it.
    fn file(&mut self, root: &Path, (name, fate): (&str, Fate), bytes: impl AsRef<[u8]>) {
        let path = root.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
        self.note(name, fate);
        // Whatever a bad input does, the good one behind it must be read.
        let beside = format!("{}/{:03}-good.txt", name.split('/').next().unwrap(), self.fates.len());
        fs::write(root.join(&beside), format!("{GOOD} This is {beside}.\n")).unwrap();
        self.note(&beside, Read);
    }

    fn note(&mut self, name: &str, fate: Fate) {
        self.fates.push((name.to_owned(), fate));
    }

    fn encodings(&mut self, root: &Path) {
        let units = |order: fn(u16) -> [u8; 2], text: &str| -> Vec<u8> {
            text.encode_utf16().flat_map(order).collect()
        };
        let text = GOOD.repeat(20);
        self.file(root, ("encoding/bad-byte.txt", Failed(None, "not-utf8")), b"The caf\x82 was closed.\n");
        self.file(root, ("encoding/utf16-le.txt", Read), units(u16::to_le_bytes, &format!("\u{FEFF}{text}")));
        self.file(root, ("encoding/utf16-be.txt", Read), units(u16::to_be_bytes, &format!("\u{FEFF}{text}")));
        self.file(root, ("encoding/utf16-bare.txt", Read), units(u16::to_le_bytes, &text));
        let odd = [&units(u16::to_le_bytes, &format!("\u{FEFF}{text}"))[..], b"x"].concat();
        self.file(root, ("encoding/utf16-odd.txt", Failed(None, "not-utf8")), odd);
        self.file(root, ("encoding/nul.txt", Read), format!("{GOOD}\0\0{GOOD}"));
        self.file(root, ("encoding/noise.txt", Failed(None, "binary-content")), noise(5_000));
        let nul = "{\"doc_id\": \"nul\", \"text\": \"One\\u0000two.\"}\n{\"doc_id\": \"raw-nul\", \"text\": \"One\0two.\"}\n";
        self.file(root, ("encoding/nul.jsonl", Failed(Some(2), "broken-json")), nul);
        self.note("nul", Read);
    }

    fn sizes_and_depths(&mut self, root: &Path) {
        let mut line =
            "the state must protect the rights of users and control of the network ".repeat(143_000);
        line.truncate(10_000_000);
        self.file(root, ("size/line.txt", Warned("long-sentence")), line);
        self.file(root, ("size/lines.txt", Failed(None, "too-many-lines")), "a\n".repeat(5_000_000));
        self.file(root, ("size/blank-lines.txt", Failed(None, "too-many-lines")), "\n".repeat(10_000_000));
        self.file(
            root,
            ("size/sentences.txt", Failed(None, "too-many-sentences")),
            "We go. ".repeat(1_400_000),
        );
        self.file(root, ("size/no-space.txt", Read), "a".repeat(1_000_000));
        let deep = |open: &str, close: &str| format!("{}{}", open.repeat(100_000), close.repeat(100_000));
        self.file(root, ("size/open.json", Failed(Some(1), "broken-json")), "[".repeat(100_000));
        let object = format!("{{\"text\": \"x\", \"of\": {}}}", deep("[", "]"));
        self.file(root, ("size/deep.json", Failed(Some(1), "too-deep")), &object);
        let lines = format!("{object}\n{{\"doc_id\": \"behind-deep\", \"text\": \"{GOOD}\"}}\n");
        self.file(root, ("size/deep.jsonl", Failed(Some(1), "too-deep")), lines);
        self.note("behind-deep", Read);
        self.file(root, ("size/deep.html", Failed(None, "too-deep")), deep("<div>", "</div>"));
        let marks: String = (0..900).map(|n| format!("<b id={n}>")).collect();
        let emphasis = format!("<html><body><p>{marks}</p>{}", "<p>x".repeat(20_000));
        self.file(root, ("size/emphasis.html", Failed(None, "too-deep")), emphasis);
        let attributes: String = (0..2_000).map(|n| format!(" a{n}=1")).collect();
        self.file(root, ("size/attributes.html", Read), format!("<p{attributes}>{GOOD}</p>"));
        self.file(
            root,
            ("size/deep.rtf", Failed(None, "too-deep")),
            format!("{{\\rtf1 {}", "{".repeat(100_000)),
        );
    }

    fn pdfs(&mut self, root: &Path) {
        let good = pdf(GOOD);
        self.file(root, ("pdf/good.pdf", Read), &good);
        self.file(root, ("pdf/cut.pdf", Failed(None, "damaged")), &good[..good.len() / 2]);
        self.file(
            root,
            ("pdf/random.pdf", Failed(None, "damaged")),
            [b"%PDF-1.7\n", &noise(50_000)[..]].concat(),
        );
        self.file(
            root,
            ("pdf/brackets.pdf", Failed(None, "too-deep")),
            format!("%PDF-1.7\n{}", "[".repeat(100_000)),
        );
        self.file(root, ("pdf/blank.pdf", Failed(None, "no-text-layer")), pdf(""));
    }

    fn archives(&mut self, root: &Path) {
        let bomb = packed_zeros(200 << 20);
        self.file(root, ("pack/bomb.txt.gz", Failed(None, "archive-limit")), &bomb);
        self.file(root, ("pack/rows.csv.gz", Failed(Some(1), "archive-limit")), &bomb);
        let zeros = vec![0; 80 << 20];
        let ratio = zip(&[("zeros.txt", &zeros)], &[]);
        self.file(root, ("pack/ratio.zip", Failed(None, "archive-limit")), &ratio);
        let inner = zip(&[("inner.zip", &ratio), ("beside.txt", GOOD.as_bytes())], &[]);
        self.file(root, ("pack/nested.zip", Read), inner);
        self.fates.retain(|(name, _)| name != "pack/nested.zip");
        self.note("pack/nested.zip!/inner.zip", Failed(None, "archive-limit"));
        self.note("pack/nested.zip!/beside.txt", Read);
        let text: [(&str, &[u8]); 1] = [("a.txt", GOOD.as_bytes())];
        let deep = (0..5).fold(zip(&text, &[]), |inside, _| zip(&[("in.zip", &inside)], &[]));
        self.file(root, ("pack/deep.zip!/in.zip!/in.zip", Failed(None, "archive-limit")), b"");
        fs::remove_dir_all(root.join("pack/deep.zip!")).unwrap();
        fs::write(root.join("pack/deep.zip"), deep).unwrap();
        let files: [(&str, &[u8]); 4] = [
            ("../../climbs.txt", b"x"),
            ("/abs.txt", GOOD.as_bytes()),
            ("un/../../b.txt", b"x"),
            ("a\x1b]0;x\x07.txt", GOOD.as_bytes()),
        ];
        let links = [("link.txt", "/etc/passwd"), ("up.txt", "../../x")];
        for (name, bytes) in
            [("pack/escape.zip", zip(&files, &links)), ("pack/escape.tar", tar(&files, &links))]
        {
            self.file(root, (name, Read), bytes);
            self.fates.retain(|(it, _)| it != name);
            let inside = |path: &str| format!("{name}!/{path}");
            self.note(&inside("../../climbs.txt"), Failed(None, "unsafe-name"));
            self.note(&inside("un/../../b.txt"), Failed(None, "unsafe-name"));
            self.note(&inside("abs.txt"), Read);
            self.note(&inside("a%1B]0;x%07.txt"), Read);
            self.note(&inside("link.txt"), Skipped("special-file"));
            self.note(&inside("up.txt"), Skipped("special-file"));
        }
        self.file(root, ("pack/cut.zip", Failed(None, "damaged")), &ratio[..ratio.len() / 2]);
    }

    fn emptiness(&mut self, root: &Path) {
        fs::create_dir_all(root.join("empty/folder")).unwrap();
        self.file(root, ("empty/file.txt", Warned("empty-text")), b"");
        self.file(root, ("empty/blank.md", Warned("empty-text")), b" \n\n\t\n");
        self.file(root, ("empty/page.html", Warned("empty-text")), b"<html></html>");
        self.file(root, ("empty/list.json", Failed(None, "missing-text")), b"[]");
        self.file(root, ("empty/lines.jsonl", Failed(None, "missing-text")), b"\n\n");
        self.file(root, ("empty/head.csv", Failed(None, "missing-text")), b"doc_id,text\n");
        self.file(root, ("empty/pages.pdf", Failed(None, "damaged")), b"");
        let records = "{}\n{\"text\": \"\"}\n";
        self.file(root, ("empty/records.jsonl", Failed(Some(1), "missing-text")), records);
        self.note("empty/records.jsonl", Failed(Some(2), "missing-text"));
        self.file(root, ("empty/none.zip", Failed(None, "missing-text")), zip(&[], &[]));
    }

    fn records(&mut self, root: &Path) {
        let record = |id: &str, title: &str| {
            let fields = [("doc_id", id), ("title", title), ("note", title), ("text", GOOD)];
            let fields = fields.map(|(name, value)| (name.to_owned(), value.into()));
            serde_json::Value::Object(fields.into_iter().collect()).to_string()
        };
        let lines = [
            record("twin", "First"),
            record("twin", "Second"),
            record("a\u{1b}[2J", "\u{1b}]0;x\u{7}\r\u{202e}\u{9b}31m title"),
            record("../../out", "\u{8}\u{7f}"),
            record("=cmd|' /C calc'!A0", "=cmd|' /C calc'!A0"),
            record("<script>alert(1)</script>", "<script>alert(1)</script>"),
            record("@sum", "\t=1+1"),
            record("bidi\u{202e}txt", "-2+3"),
        ];
        self.file(root, ("records/all.jsonl", Failed(Some(2), "duplicate-id")), lines.join("\n"));
        self.note("twin", Read);
        self.note("records/all.jsonl#3", Warned("bad-doc-id"));
        self.note("records/all.jsonl#4", Warned("bad-doc-id"));
        for id in ["=cmd|' /C calc'!A0", "<script>alert(1)</script>", "@sum", "bidi\u{202e}txt"] {
            self.note(id, Read);
        }
    }

    fn names(&mut self, root: &Path) {
        self.file(root, ("name/x.txt/inside.txt", Read), GOOD);
        self.file(root, ("name/=cmd|' C calc'!A0.txt", Read), GOOD);
        self.file(root, ("name/<script>alert(1)<script>.txt", Read), GOOD);
        self.file(root, ("name/bidi\u{202e}txt.txt", Read), GOOD);
        for (raw, shown) in [("a\nb.txt", "a%0Ab.txt"), ("\x1b[31mred\r.txt", "%1B[31mred%0D.txt")] {
            fs::write(root.join("name").join(raw), GOOD).unwrap();
            self.note(&format!("name/{shown}"), Read);
        }
        self.file(root, ("name/page.exe", Skipped("unknown-type")), b"MZ\x90\0");
    }

    #[cfg(unix)]
    fn links_and_devices(&mut self, root: &Path) {
        use std::ffi::OsStr;
        use std::os::unix::ffi::OsStrExt;
        use std::os::unix::fs::{PermissionsExt, symlink};
        let folder = root.join("link");
        fs::create_dir_all(folder.join("sub")).unwrap();
        fs::write(folder.join("sub/real.txt"), GOOD).unwrap();
        self.note("link/sub/real.txt", Read);
        for (name, target, fate) in [
            ("gone.txt", "nowhere.txt", Failed(None, "dangling-link")),
            ("itself.txt", "itself.txt", Failed(None, "link-loop")),
            ("one.txt", "other.txt", Failed(None, "link-loop")),
            ("other.txt", "one.txt", Failed(None, "link-loop")),
            ("sub/up", "..", Failed(None, "link-loop")),
            ("again.txt", "sub/real.txt", Skipped("already-read")),
            ("device.txt", "/dev/zero", Skipped("special-file")),
        ] {
            symlink(target, folder.join(name)).unwrap();
            self.note(&format!("link/{name}"), fate);
        }
        let pipe = folder.join("a.txt");
        assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
        self.note("link/a.txt", Skipped("special-file"));
        drop(std::os::unix::net::UnixListener::bind(folder.join("s.txt")).unwrap());
        self.note("link/s.txt", Skipped("special-file"));
        fs::write(folder.join(OsStr::from_bytes(b"caf\xff.txt")), GOOD).unwrap();
        self.note("link/caf\u{FFFD}.txt", Read);
        let locked = folder.join("locked.txt");
        fs::write(&locked, GOOD).unwrap();
        fs::set_permissions(&locked, fs::Permissions::from_mode(0o000)).unwrap();
        if fs::read(&locked).is_ok() {
            println!("reading a file without permission is not tested: this user may read everything");
            self.note("link/locked.txt", Read);
        } else {
            self.note("link/locked.txt", Failed(None, "unreadable"));
        }
    }
}
