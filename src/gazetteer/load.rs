//! From tables to a [`Gazetteer`].

use super::{Entity, EntityIx, Gazetteer, Label, Surface, SurfaceKind};
use crate::document::Fingerprint;
use rustc_hash::FxHashMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

/// Columns that a table may have; the first three it must have.
const COLUMNS: [&str; 13] = [
    "id", "label", "name", "names", "acronyms", "demonyms", "seats", "parent", "iso3", "wikidata", "from",
    "to", "source",
];

/// Columns whose cells are names, with what their names are.
const NAMES: [(&str, SurfaceKind); 5] = [
    ("name", SurfaceKind::Name),
    ("names", SurfaceKind::Name),
    ("acronyms", SurfaceKind::Acronym),
    ("demonyms", SurfaceKind::Demonym),
    ("seats", SurfaceKind::Seat),
];

/// Why there is no gazetteer.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum GazetteerError {
    /// A table cannot be opened or is not UTF-8.
    #[error("{}: cannot be read: {source}", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// The tables were read and break the rules; every breach is listed with its file and line.
    #[error("{0}")]
    Invalid(String),
}

/// Puts tables together.
#[derive(Default)]
pub(super) struct Loader {
    entities: Vec<Entity>,
    surfaces: Vec<Surface>,
    ids: FxHashMap<Box<str>, EntityIx>,
    /// Entities whose parents are still to be found, with where they stand.
    orphans: Vec<(EntityIx, Box<str>, String)>,
    problems: Vec<String>,
    hashes: String,
}

/// How cells are parted.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Cells {
    /// By tabs, quotation marks being ordinary.
    Tabs,
    /// By commas, with quotation marks around cells that hold some.
    Commas,
}

impl Gazetteer {
    /// This gazetteer with the tables of `path` added: a TSV or CSV file, or a folder of them. An entity whose id
    /// is already known adds its names to that entity.
    ///
    /// # Errors
    /// If a file cannot be read, or with every line that breaks the format.
    pub fn with(self, path: &Path) -> Result<Self, GazetteerError> {
        let mut loader = Loader::from(self);
        for file in tables(path)? {
            let text = fs::read_to_string(&file)
                .map_err(|source| GazetteerError::Unreadable { path: file.clone(), source })?;
            let is_csv = file.extension().is_some_and(|it| it.eq_ignore_ascii_case("csv"));
            let name = file.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
            loader.add(&name, &text, if is_csv { Cells::Commas } else { Cells::Tabs });
        }
        loader.finish()
    }
}

/// The file, or the tables of the folder by name.
fn tables(path: &Path) -> Result<Vec<PathBuf>, GazetteerError> {
    let unreadable = |source| GazetteerError::Unreadable { path: path.to_owned(), source };
    if !path.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let is_table = |path: &PathBuf| {
        let extension = path.extension().and_then(|it| it.to_str()).unwrap_or_default();
        ["tsv", "csv"].contains(&extension) && path.file_stem().is_some_and(|stem| stem != "sources")
    };
    let mut found = Vec::new();
    for item in fs::read_dir(path).map_err(unreadable)? {
        found.push(item.map_err(unreadable)?.path());
    }
    found.retain(is_table);
    found.sort();
    Ok(found)
}

impl From<Gazetteer> for Loader {
    fn from(known: Gazetteer) -> Self {
        let ids =
            known.entities.iter().enumerate().map(|(at, it)| (it.id.clone(), EntityIx::new(at))).collect();
        let hashes = known.fingerprint.to_string();
        Self { entities: known.entities, surfaces: known.surfaces, ids, hashes, ..Self::default() }
    }
}

impl Loader {
    /// Reads one table.
    pub fn add(&mut self, file: &str, text: &str, cells: Cells) {
        _ = write!(self.hashes, " {}", Fingerprint::of(text.as_bytes()));
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(if cells == Cells::Tabs { b'\t' } else { b',' })
            .quoting(cells == Cells::Commas)
            .comment(Some(b'#'))
            .flexible(true)
            .from_reader(text.trim_start_matches('\u{FEFF}').as_bytes());
        let places = match reader.headers() {
            Ok(headers) => self.columns(file, headers),
            Err(error) => return self.problems.push(format!("{file}: {error}")),
        };
        let Some(places) = places else { return };
        let mut record = csv::StringRecord::new();
        loop {
            let line = reader.position().line();
            match reader.read_record(&mut record) {
                Ok(true) => self.line(&Line { places, record: &record, place: (file, line) }),
                Ok(false) => return,
                Err(error) => return self.problems.push(format!("{file}:{line}: {error}")),
            }
        }
    }

    /// Where each known column stands; none if one is missing that must be there.
    fn columns(&mut self, file: &str, headers: &csv::StringRecord) -> Option<Places> {
        let before = self.problems.len();
        for header in headers.iter().filter(|header| !COLUMNS.contains(header)) {
            let known = COLUMNS.join(", ");
            self.problems.push(format!("{file}:1: unknown column {header:?}; the columns are {known}"));
        }
        let places = COLUMNS.map(|column| headers.iter().position(|header| header == column));
        for (column, _) in COLUMNS.iter().zip(places).take(3).filter(|(_, place)| place.is_none()) {
            self.problems.push(format!("{file}:1: the column {column} is missing"));
        }
        (self.problems.len() == before).then_some(places)
    }

    fn line(&mut self, line: &Line<'_>) {
        let (id, name) = (line.cell("id"), plain(line.cell("name")).0);
        let Some(label) = Label::named(line.cell("label")).filter(|label| *label != Label::Date) else {
            let known = Label::ALL.map(Label::name)[..12].join(", ");
            return self
                .problem(line, &format!("{:?} is no label; the labels are {known}", line.cell("label")));
        };
        if id.is_empty() || name.is_empty() {
            return self.problem(line, "an entity needs an id and a name");
        }
        let at = match self.ids.get(id) {
            Some(&known) => known,
            None => self.entity(line, id, label, name),
        };
        for (column, kind) in NAMES {
            for written in line.cell(column).split('|').map(str::trim).filter(|it| !it.is_empty()) {
                let (text, is_ambiguous) = plain(written);
                self.surfaces.push(Surface { text: text.into(), entity: at, kind, is_ambiguous });
            }
        }
    }

    fn entity(&mut self, line: &Line<'_>, id: &str, label: Label, name: &str) -> EntityIx {
        let at = EntityIx::new(self.entities.len());
        let filled = |column| Some(line.cell(column)).filter(|cell| !cell.is_empty());
        let year = |column| filled(column).and_then(|cell| cell.parse().ok());
        for column in ["from", "to"] {
            if filled(column).is_some() && year(column).is_none() {
                self.problem(line, &format!("{:?} in column {column} is no year", line.cell(column)));
            }
        }
        if let Some(parent) = filled("parent") {
            self.orphans.push((at, parent.into(), line.named()));
        }
        self.ids.insert(id.into(), at);
        self.entities.push(Entity {
            id: id.into(),
            label,
            name: name.into(),
            demonym: filled("demonyms").map(|cell| plain(cell.split('|').next().unwrap_or(cell)).0.into()),
            parent: None,
            iso3: filled("iso3").map(Into::into),
            wikidata: filled("wikidata").map(Into::into),
            years: (year("from"), year("to")),
        });
        at
    }

    fn problem(&mut self, line: &Line<'_>, message: &str) {
        self.problems.push(format!("{}: {message}", line.named()));
    }

    /// The gazetteer, once every table is read.
    pub fn finish(mut self) -> Result<Gazetteer, GazetteerError> {
        for (child, parent, place) in std::mem::take(&mut self.orphans) {
            match self.ids.get(&parent) {
                Some(&known) => self.entities[child.get()].parent = Some(known),
                None => {
                    self.problems.push(format!("{place}: the parent {parent:?} is no entity of these tables"))
                }
            }
        }
        if !self.problems.is_empty() {
            return Err(GazetteerError::Invalid(self.problems.join("\n")));
        }
        let fingerprint = Fingerprint::of(self.hashes.as_bytes());
        Ok(Gazetteer {
            entities: self.entities,
            surfaces: self.surfaces,
            fingerprint,
            names: std::sync::OnceLock::new(),
        })
    }
}

/// For each of [`COLUMNS`], where it stands.
type Places = [Option<usize>; COLUMNS.len()];

/// One line of a table.
struct Line<'t> {
    places: Places,
    record: &'t csv::StringRecord,
    place: (&'t str, u64),
}

impl<'t> Line<'t> {
    fn cell(&self, column: &str) -> &'t str {
        let at = COLUMNS.iter().position(|it| *it == column);
        at.and_then(|at| self.places[at]).and_then(|place| self.record.get(place)).unwrap_or_default().trim()
    }

    fn named(&self) -> String {
        format!("{}:{}", self.place.0, self.place.1)
    }
}

/// A name without the mark of ambiguity, and whether it had one.
fn plain(written: &str) -> (&str, bool) {
    written.strip_suffix('?').map_or((written, false), |text| (text.trim_end(), true))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn loaded(text: &str) -> Result<Gazetteer, GazetteerError> {
        let mut loader = Loader::default();
        loader.add("own.tsv", text, Cells::Tabs);
        loader.finish()
    }

    #[test]
    fn names_of_every_kind_are_read() {
        let table = "id\tlabel\tname\tnames\tacronyms\tdemonyms\tfrom\n\
                     # a comment\n\
                     state:XYZ\tSTATE\tExland?\tRepublic of Exland|Ex\tX.L.\tExlander\t1950\n";
        let gazetteer = loaded(table).unwrap();
        let shown: Vec<_> =
            gazetteer.surfaces.iter().map(|it| (&*it.text, it.kind, it.is_ambiguous)).collect();
        use SurfaceKind::{Acronym, Demonym, Name};
        assert_eq!(
            shown,
            [
                ("Exland", Name, true),
                ("Republic of Exland", Name, false),
                ("Ex", Name, false),
                ("X.L.", Acronym, false),
                ("Exlander", Demonym, false)
            ]
        );
        assert_eq!(gazetteer.entities[0].years, (Some(1950), None));
    }

    #[test]
    fn every_breach_is_named_with_its_line() {
        let table = "id\tlabel\tname\tparent\tto\n\
                     a:b\tTHING\tB\t\t\n\
                     a:c\tIGO\tC\tigo:none\tsoon\n\
                     a:d\tIGO\t\t\t\n";
        let message = loaded(table).unwrap_err().to_string();
        assert!(message.contains("own.tsv:2: \"THING\" is no label"), "{message}");
        assert!(message.contains("own.tsv:3: \"soon\" in column to is no year"), "{message}");
        assert!(message.contains("own.tsv:3: the parent \"igo:none\""), "{message}");
        assert!(message.contains("own.tsv:4: an entity needs an id and a name"), "{message}");
        let message = loaded("id\tkind\tname\n").unwrap_err().to_string();
        assert!(
            message.contains("unknown column \"kind\"") && message.contains("label is missing"),
            "{message}"
        );
    }

    #[test]
    fn a_table_of_ones_own_adds_names_and_things() {
        let known = loaded("id\tlabel\tname\nigo:foc\tIGO\tFreedom Online Coalition\n").unwrap();
        let mut loader = Loader::from(known);
        loader.add("mine.csv", "id,label,name\nigo:foc,IGO,\"Coalition, the\"\nigo:x,IGO,X\n", Cells::Commas);
        let both = loader.finish().unwrap();
        assert_eq!((both.entities.len(), both.surfaces.len()), (2, 3));
        assert_eq!(&*both.entities[0].name, "Freedom Online Coalition");
        assert_eq!(&*both.surfaces[1].text, "Coalition, the");
    }
}
