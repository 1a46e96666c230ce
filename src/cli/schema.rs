//! `normscope schema`.

use super::Exit;
use super::exit::UsageError;
use crate::report::schema;
use clap::Args;
use std::io::Write;

/// Print the JSON Schema of an output file, or what every column means
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  normscope schema
  normscope schema hits > hits.schema.json")]
pub struct Describe {
    /// The file, such as hits or documents; without it, every column of every file in words
    #[arg(value_name = "NAME")]
    name: Option<String>,
}

impl Describe {
    /// Prints it.
    pub fn run(self) -> anyhow::Result<Exit> {
        let text = match &self.name {
            None => schema::dictionary(),
            Some(name) => schema_of(name)?,
        };
        let mut out = anstream::stdout().lock();
        out.write_all(text.as_bytes())?;
        Ok(Exit::Success)
    }
}

fn schema_of(name: &str) -> Result<String, UsageError> {
    let files = schema::files();
    let found = files.iter().find(|file| file.stem() == name || file.name == name);
    found.map(schema::File::text).ok_or_else(|| {
        let known: Vec<&str> = files.iter().map(schema::File::stem).collect();
        UsageError(format!("there is no file {name:?}; the files are {}", known.join(", ")))
    })
}
