//! `normscope completions` and `normscope man`.

use super::{Cli, Exit};
use clap::{Args, CommandFactory};
use clap_complete::Shell;
use std::io::Write;

/// Print a completion script for a shell
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  normscope completions bash > ~/.local/share/bash-completion/completions/normscope
  normscope completions zsh > _normscope")]
pub struct Completions {
    /// The shell
    shell: Shell,
}

impl Completions {
    /// Prints the script.
    pub fn run(self) -> anyhow::Result<Exit> {
        let mut script = Vec::new();
        clap_complete::generate(self.shell, &mut Cli::command(), "normscope", &mut script);
        write_out(&script)
    }
}

/// Prints the manual page of the program and of each command.
pub fn man() -> anyhow::Result<Exit> {
    let mut page = Vec::new();
    clap_mangen::Man::new(Cli::command()).render(&mut page)?;
    let mut cli = Cli::command();
    cli.build();
    for command in cli.get_subcommands().filter(|it| it.get_name() != "help") {
        clap_mangen::Man::new(command.clone()).render(&mut page)?;
    }
    write_out(&page)
}

fn write_out(bytes: &[u8]) -> anyhow::Result<Exit> {
    let mut out = std::io::stdout().lock();
    out.write_all(bytes)?;
    Ok(Exit::Success)
}
