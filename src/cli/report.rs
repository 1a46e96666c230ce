//! `normscope report`.

use super::Exit;
use super::exit::UsageError;
use super::screen::one_line;
use crate::report::page::{self, PAGE};
use crate::report::{Error, Finished};
use clap::Args;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Write the page for a browser of a finished run, or of one of its documents
#[derive(Debug, Args)]
#[command(after_help = "\
One HTML file, which needs no network: overview, documents with their marks, actors, contested terms and
methods. analyze has written DIR/report.html already, unless it was told --no-report.

Examples:
  normscope report results -o report.html
  normscope report results --doc speech-17")]
pub struct Report {
    /// The folder that analyze wrote
    #[arg(value_name = "DIR")]
    folder: PathBuf,
    /// One document, with its full text
    #[arg(long, value_name = "ID")]
    doc: Option<String>,
    /// Where the page goes [default: report.html, or report-ID.html, in the working folder]
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
}

impl Report {
    /// Writes the page, whole or not at all, and says where.
    pub fn run(self) -> anyhow::Result<Exit> {
        let run = Finished::open(&self.folder)?;
        let (page, name) = match &self.doc {
            Some(id) => (page::of_document(&run, id)?, format!("report-{}.html", safe(id))),
            None => (page::of_run(run.path(), &run.note)?, PAGE.to_owned()),
        };
        let path = self.output.unwrap_or_else(|| name.into());
        if path.is_dir() {
            return Err(
                UsageError(format!("{}: is a folder; name a file with --output", path.display())).into()
            );
        }
        write(&path, page.as_bytes()).map_err(Error::at(&path))?;
        writeln!(anstream::stdout().lock(), "{}", one_line(&path.display().to_string()))?;
        Ok(Exit::Success)
    }
}

/// Most letters of an id in the name of a file.
const LONGEST: usize = 80;

/// An id as the name of a file: what could mean something to a file system becomes `_`.
fn safe(id: &str) -> String {
    let plain = |c: char| if c.is_alphanumeric() || matches!(c, '-' | '_') { c } else { '_' };
    id.chars().take(LONGEST).map(plain).collect()
}

/// Writes beside the file, and puts it in its place at last.
fn write(path: &Path, content: &[u8]) -> io::Result<()> {
    let folder = path.parent().filter(|it| !it.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut builder = tempfile::Builder::new();
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let mut file = builder.tempfile_in(folder)?;
    file.write_all(content)?;
    file.as_file().sync_all()?;
    file.persist(path).map(drop).map_err(|error| error.error)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_id_leads_out_of_the_folder() {
        assert_eq!(safe("../../etc/passwd"), "______etc_passwd");
        assert_eq!(safe("speech-17_Ä"), "speech-17_Ä");
        assert_eq!(safe(&"x".repeat(500)).len(), LONGEST);
    }
}
