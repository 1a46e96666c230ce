//! Whether the CSV tables say what the JSONL tables say: they are made again and held against the files.

use super::finding::{Check, Findings, Place};
use crate::report::render::Table;
use crate::report::wire::Run;
use crate::report::{Error, Result, csv};
use std::fs::File;
use std::io::{self, BufReader, Read, Write};
use std::path::Path;

/// Holds each CSV table against its JSONL table.
///
/// # Errors
/// If the system refuses.
pub fn check(folder: &Path, run: &Run<'_>, findings: &mut Findings) -> Result<()> {
    for table in Table::ALL {
        let name = format!("{}.csv", table.name());
        let path = folder.join(&name);
        let Some(note) = run.files.iter().find(|note| note.name == name) else { continue };
        if !path.is_file() || !folder.join(format!("{}.jsonl", table.name())).is_file() {
            continue;
        }
        let mut same = Same::open(&path)?;
        let lines = match csv::write_table(folder, table, (&mut same, &path)) {
            Ok(lines) => lines,
            // Stopped at the first difference.
            Err(_) if same.differs => note.lines,
            Err(error) => return Err(error),
        };
        let is_same = !same.differs && same.is_at_end()?;
        let line = if is_same { 0 } else { same.line };
        let mut at = findings.at(Check::Csv, Place::new(&name, line));
        at.holds("", is_same, || format!("does not say what {}.jsonl says", table.name()));
        at.equal("lines", &note.lines, &lines);
        findings.hold(Check::Csv, lines);
    }
    Ok(())
}

/// A file that is held against what is written to it, up to the first difference.
struct Same {
    file: BufReader<File>,
    line: u64,
    differs: bool,
}

impl Same {
    fn open(path: &Path) -> Result<Self> {
        let file = File::open(path).map_err(Error::at(path))?;
        Ok(Self { file: BufReader::new(file), line: 1, differs: false })
    }

    fn is_at_end(&mut self) -> Result<bool> {
        let mut byte = [0];
        Ok(self.file.read(&mut byte).map_err(Error::at(Path::new("CSV")))? == 0)
    }
}

impl Write for Same {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let mut there = vec![0; bytes.len()];
        let mut n = 0;
        while n < there.len() {
            match self.file.read(&mut there[n..])? {
                0 => break,
                read => n += read,
            }
        }
        let same = bytes.iter().zip(&there[..n]).take_while(|(one, other)| one == other).count();
        self.line += memchr::memchr_iter(b'\n', &bytes[..same]).count() as u64;
        if same < bytes.len() {
            self.differs = true;
            return Err(io::Error::other("the files differ"));
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
