//! `normscope compare`.

mod opening;
mod parallel;
mod references;
mod sides;
mod summary;
mod versions;

use super::Exit;
use super::exit::UsageError;
use super::knowledge::EngineChoice;
use super::limits::LimitArgs;
use super::options::portable;
use super::settings::VoiceChoice;
use crate::compare::{self, Plan, Selection, Side, Study};
use crate::measure::Voices;
use crate::report::render::{self, Asked, Scaled, TextPolicy};
use crate::report::wire::Comparison;
use crate::report::{
    Company, Content, Dedup, Finished, Folder, Reading, Remains, changes, company, reused, study,
    write_object,
};
use crate::stats::Adjustment;
use clap::{Args, ValueEnum, value_parser};
use references::References;
use std::borrow::Cow;
use std::io::Write;
use std::path::{Path, PathBuf};

/// Compare two texts, folders or finished runs, or two groups of documents, in framing, words, names and contested terms
#[derive(Debug, Args)]
#[command(after_help = "\
TARGET and REFERENCE are files, folders or finished runs; what is no run yet is analysed first. In every
difference a plus is more in the target. One path with --target and --reference compares two selections of
its documents: FIELD=VALUE, FIELD!=VALUE, FIELD=ONE|OTHER or FIELD=FIRST..LAST, given again for a further
condition. Two single documents are also compared clause by clause, the reference as the earlier version.

Examples:
  normscope compare draft.txt final.txt
  normscope compare results --target issuer=CHN --reference 'issuer=SWE|NOR'
  normscope compare results --by issuer
  normscope compare results --wordscores references.csv
  normscope compare results --target date=2015.. --reference date=..2010 --strata issuer")]
pub struct Compare {
    /// What is compared: files, folders or finished runs
    #[arg(value_name = "TARGET", required = true, num_args = 1..=2)]
    paths: Vec<PathBuf>,
    /// Which documents are the target
    #[arg(long, value_name = "FIELD=VALUE", requires = "reference", help_heading = "Sides")]
    target: Vec<Selection>,
    /// Which documents are the reference
    #[arg(long, value_name = "FIELD=VALUE", requires = "target", help_heading = "Sides")]
    reference: Vec<Selection>,
    /// Compare all pairs of groups of one path's documents, by this metadata field
    #[arg(long, value_name = "FIELD", conflicts_with_all = ["target", "reference"], help_heading = "Sides")]
    by: Option<String>,
    /// Place one path's documents between references by their words: a table with the columns doc_id, or a metadata
    /// field, and score
    #[arg(long, value_name = "FILE", conflicts_with_all = ["target", "reference", "by"], help_heading = "Sides")]
    wordscores: Option<PathBuf>,
    /// Whose words are compared [default: as the run, else author]
    #[arg(long, help_heading = "Measuring")]
    voice: Option<VoiceChoice>,
    /// Your own codebook, for what is no run yet [default: the built-in state-rights]
    #[arg(long, value_name = "PATH", help_heading = "Measuring")]
    codebook: Option<PathBuf>,
    /// Your own names, for what is no run yet
    #[arg(long, value_name = "PATH", help_heading = "Measuring")]
    gazetteer: Option<PathBuf>,
    /// Facts about the documents, for what is no run yet
    #[arg(long, value_name = "FILE", help_heading = "Measuring")]
    metadata: Option<PathBuf>,
    /// What decides which frames a sentence shows, for what is no run yet [default: hybrid]
    #[arg(long, help_heading = "Measuring")]
    engine: Option<EngineChoice>,
    /// Kinds of block that are counted, for what is no run yet, as in analyze [default: body]
    #[arg(long, value_name = "KIND", value_delimiter = ',', help_heading = "Measuring")]
    count_blocks: Vec<String>,
    /// Count near-duplicates once: only the earliest of each side's alike documents is compared
    #[arg(long, conflicts_with_all = ["by", "wordscores"], help_heading = "Sides")]
    dedup: bool,
    /// Rearrange documents only among those with the same value of this field
    #[arg(long, value_name = "FIELD", help_heading = "Statistics")]
    strata: Option<String>,
    /// Resamples of each bootstrap
    #[arg(long, value_name = "N", default_value_t = 1000, help_heading = "Statistics")]
    bootstrap: u32,
    /// Rearrangements of each permutation test; all of them where there are no more
    #[arg(long, value_name = "N", default_value_t = 9999, help_heading = "Statistics")]
    permutations: u32,
    /// How p is adjusted for many tests
    #[arg(long, value_enum, default_value_t, help_heading = "Statistics")]
    adjust: Adjust,
    /// Fewest occurrences, on both sides together, of a word or name that is looked at
    #[arg(long, value_name = "N", default_value_t = 5, help_heading = "Statistics")]
    min_count: u64,
    /// Most key words, and names, listed of each side
    #[arg(long, value_name = "N", default_value_t = 250, help_heading = "Statistics")]
    keys: usize,
    /// Uses of each contested term to read, of each side; at most 1000
    #[arg(long, value_name = "N", default_value_t = 5, value_parser = value_parser!(u16).range(..=1000))]
    #[arg(help_heading = "Output")]
    examples: u16,
    /// Compare the positions under every choice of voice, evidence and smoothing: the specification curve
    #[arg(long, conflicts_with_all = ["by", "wordscores"], help_heading = "Statistics")]
    multiverse: bool,
    /// Seed of every random draw
    #[arg(long, value_name = "N", default_value_t = 1, help_heading = "Statistics")]
    seed: u64,
    /// Where the results go
    #[arg(long, short, value_name = "DIR", default_value = "normscope-comparison", help_heading = "Output")]
    output: PathBuf,
    /// Leave out the words of shared passages, and texts where something is analysed first
    #[arg(long, help_heading = "Output")]
    no_text: bool,
    /// Threads; the results are the same for any number [default: all cores]
    #[arg(long, short, value_name = "N", help_heading = "Output")]
    jobs: Option<usize>,
    /// Say nothing but errors
    #[arg(long, short, help_heading = "Output")]
    quiet: bool,
    /// What an input may ask for, where something is analysed first
    #[command(flatten)]
    limits: LimitArgs,
}

/// How p is adjusted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum Adjust {
    /// Benjamini-Hochberg: false discoveries
    #[default]
    Bh,
    /// Benjamini-Yekutieli: false discoveries, any dependence
    By,
    /// Holm: any false finding
    Holm,
}

impl From<Adjust> for Adjustment {
    fn from(choice: Adjust) -> Self {
        match choice {
            Adjust::Bh => Self::BenjaminiHochberg,
            Adjust::By => Self::BenjaminiYekutieli,
            Adjust::Holm => Self::Holm,
        }
    }
}

impl Compare {
    /// Compares, writes `comparison.json` and prints what matters most.
    pub fn run(self) -> anyhow::Result<Exit> {
        self.check_sides()?;
        let references = self.wordscores.as_deref().map(references::references).transpose()?;
        let folder = Folder::beside(&self.output, Content::Comparison, Remains::Discard)?;
        let (runs, exit) = self.open_all(folder.path())?;
        let runs: Vec<&Finished> = runs.iter().collect();
        let (study, sizes) = study(&runs)?;
        let plan = self.plan(runs[0]);
        let paths: Vec<String> = self.paths.iter().map(|path| portable(path)).collect();
        let [target, reference] = [&self.target, &self.reference]
            .map(|side| side.iter().map(ToString::to_string).collect::<Vec<_>>());
        let asked = Asked {
            paths: &paths,
            selections: [&target, &reference],
            plan: &plan,
            min_count: self.min_count,
            most: self.keys,
            multiverse: self.multiverse,
            codebook_sha256: &runs[0].note.codebook.sha256,
        };
        let summary = if let Some(field) = &self.by {
            self.compare_groups(&study, field, asked, folder.path())?
        } else if let Some(references) = &references {
            self.place_texts(&study, references, folder.path())?
        } else {
            self.compare_sides((&runs, &study), &sizes, asked, folder.path())?
        };
        folder.finish()?;
        if !self.quiet {
            write!(anstream::stdout().lock(), "{summary}")?;
        }
        Ok(exit)
    }

    /// Writes `matrix.json` and gives what is told of it.
    fn compare_groups(
        &self,
        study: &Study,
        field: &str,
        asked: Asked<'_>,
        folder: &Path,
    ) -> anyhow::Result<String> {
        let groups = sides::groups(study, field)?;
        let grouped: usize = groups.iter().map(|it| it.documents.len()).sum();
        let n_without = (study.documents.len() - grouped) as u64;
        let compared = render::matrix(study, &groups, (field, n_without), (asked, &parallel::InParallel));
        write_object(folder, "matrix.json", &compared)?;
        Ok(summary::of_matrix(&compared, &self.output))
    }

    /// Writes `wordscores.json` and gives what is told of it.
    fn place_texts(&self, study: &Study, known: &References, folder: &Path) -> anyhow::Result<String> {
        let draws = (self.bootstrap as usize, self.seed);
        let found = compare::wordscores(study, (&known.field, &known.places), self.min_count, draws)
            .map_err(|error| known.wrong(&error, study))?;
        let path = portable(&self.paths[0]);
        let asked = Scaled { path: &path, field: &known.field, min_count: self.min_count, most: self.keys };
        let placed = render::wordscores(study, &found, asked);
        write_object(folder, "wordscores.json", &placed)?;
        Ok(summary::of_wordscores(&placed, &self.output))
    }

    /// Writes `comparison.json` and gives what is told of it.
    fn compare_sides(
        &self,
        (runs, study): (&[&Finished], &Study),
        sizes: &[usize],
        asked: Asked<'_>,
        folder: &Path,
    ) -> anyhow::Result<String> {
        let mut sides = self.sides(study, sizes)?;
        let (dedup, text) = self.reuse();
        let reused = reused((runs, study), &mut sides, dedup, text)?;
        let mut compared = render::comparison(study, [&sides[0], &sides[1]], reused, asked);
        let company = self.company((runs, study), &sides, asked.plan)?;
        render::add_company(&mut compared, company, study, (asked.plan, self.min_count));
        versions::add(&mut compared, &study.codebook, &sides, runs)?;
        if let [target, reference] = runs {
            tell_of_runs(&mut compared, target, reference)?;
        }
        if self.no_text {
            compared.changed_sentences.iter_mut().for_each(|it| it.text = None);
        }
        write_object(folder, "comparison.json", &compared)?;
        Ok(summary::of_sides(&study.codebook, &compared, &self.output))
    }

    /// Whether it is clear what is compared with what.
    fn check_sides(&self) -> Result<(), UsageError> {
        let chooses = !self.target.is_empty() || self.by.is_some() || self.wordscores.is_some();
        if self.paths.len() == 1 && !chooses {
            let message = "one path has no sides: name a second one, select both with --target and --reference, \
                           compare all groups with --by, or place its texts with --wordscores";
            return Err(UsageError(message.to_owned()));
        }
        if self.paths.len() == 2 && chooses {
            let message = "two paths are two sides already: leave out --target, --reference, --by and --wordscores, or name one path";
            return Err(UsageError(message.to_owned()));
        }
        Ok(())
    }

    /// What becomes of near-duplicates, and of the words of passages.
    const fn reuse(&self) -> (Dedup, TextPolicy) {
        let dedup = if self.dedup { Dedup::LeaveOut } else { Dedup::Report };
        (dedup, if self.no_text { TextPolicy::LeftOut } else { TextPolicy::Written })
    }

    /// What stands beside the contested terms.
    fn company(
        &self,
        (runs, study): (&[&Finished], &Study),
        sides: &[Side<'_>; 2],
        plan: &Plan,
    ) -> anyhow::Result<Option<Company>> {
        let reading = Reading {
            voices: plan.voices,
            n_examples: self.examples.into(),
            seed: plan.seed,
            text: self.reuse().1,
        };
        Ok(company((runs, study), sides, reading)?)
    }

    fn plan(&self, run: &Finished) -> Plan {
        let voices = match self.voice {
            Some(VoiceChoice::Author) => Voices::Author,
            Some(VoiceChoice::All) => Voices::All,
            None if run.note.options.voice == Voices::All.name() => Voices::All,
            None => Voices::Author,
        };
        Plan {
            voices,
            replicates: self.bootstrap as usize,
            permutations: self.permutations as usize,
            seed: self.seed,
            strata: self.strata.clone(),
            adjustment: self.adjust.into(),
        }
    }
}

/// Adds what two runs say of each other: other codebooks or engines, and the sentences that they read otherwise.
fn tell_of_runs(
    compared: &mut Comparison<'_>,
    target: &Finished,
    reference: &Finished,
) -> anyhow::Result<()> {
    let (one, other) = (&target.note, &reference.note);
    if one.codebook.sha256 != other.codebook.sha256 {
        let note =
            "the runs were made with two versions of a codebook: differences are of texts and of codebooks";
        compared.notes.push(note.into());
    }
    if one.options.engine != other.options.engine {
        let note = format!(
            "the target was read by {}, the reference by {}",
            one.options.engine, other.options.engine
        );
        compared.notes.push(note.into());
    }
    if one.options.count_blocks != other.options.count_blocks {
        let kinds = |blocks: &[Cow<'_, str>]| blocks.join(", ");
        let note = format!(
            "the runs count other kinds of block: the target {}; the reference {}",
            kinds(&one.options.count_blocks),
            kinds(&other.options.count_blocks)
        );
        compared.notes.push(note.into());
    }
    if let Some(changes) = changes(target, reference)? {
        let (changed, all) = (changes.n_changed, changes.n_sentences);
        compared.notes.push(
            format!("both are runs over the same texts: {changed} of {all} sentences are read otherwise")
                .into(),
        );
        compared.n_changed_sentences = Some(changed);
        compared.changed_sentences = changes.sentences;
    }
    Ok(())
}
