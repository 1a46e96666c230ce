//! The finished runs of what is to be compared.

use super::Compare;
use crate::cli::exit::UsageError;
use crate::cli::options::Options;
use crate::cli::settings::Settings;
use crate::cli::{Exit, analyze};
use crate::report::{Finished, is_run};
use std::path::Path;
use tracing::info;

impl Compare {
    /// The finished run of every path; those that are made lie in `folder`.
    pub(super) fn open_all(&self, folder: &Path) -> anyhow::Result<(Vec<Finished>, Exit)> {
        let names: &[&str] = if self.paths.len() == 2 { &["target", "reference"] } else { &["documents"] };
        let mut runs = Vec::new();
        let mut exit = Exit::Success;
        for (path, name) in self.paths.iter().zip(names) {
            let (run, ended) = self.open(path, &folder.join(name))?;
            exit = if ended == Exit::Success { exit } else { ended };
            runs.push(run);
        }
        Ok((runs, exit))
    }

    /// The finished run at a path, or the one made of what lies there.
    fn open(&self, path: &Path, made: &Path) -> anyhow::Result<(Finished, Exit)> {
        if is_run(path) {
            return Ok((Finished::open(path)?, Exit::Success));
        }
        let settings = Settings {
            paths: vec![path.to_owned()],
            metadata: self.metadata.clone(),
            codebook: self.codebook.clone(),
            gazetteer: self.gazetteer.clone(),
            engine: self.engine,
            voice: self.voice,
            count_blocks: self.count_blocks.clone(),
            bootstrap: Some(self.bootstrap),
            seed: Some(self.seed),
            jobs: self.jobs,
            no_text: self.no_text,
            limits: self.limits,
            output: Some(made.to_owned()),
            quiet: true,
            ..Settings::default()
        };
        let exit = analyze::quietly(&Options::new(settings.with_file(Path::new(""))?)?)?;
        if exit == Exit::Interrupted {
            anyhow::bail!("interrupted; nothing was written");
        }
        if exit == Exit::Failed {
            let name = path.display();
            return Err(UsageError(format!(
                "{name}: holds no document that could be read; see `normscope analyze {name}`"
            ))
            .into());
        }
        if exit == Exit::Partial {
            info!("{}: some documents could not be read; see errors.jsonl of its run", path.display());
        }
        Ok((Finished::open(made)?, exit))
    }
}
