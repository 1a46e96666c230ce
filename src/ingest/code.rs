//! Stable names of everything that can be odd, wrong or left out. Meaning and cure: `docs/warnings.md`.

/// Declares a closed list of codes with their stable kebab-case names.
macro_rules! codes {
    ($(#[$doc:meta])+ $name:ident { $($(#[$variant_doc:meta])+ $variant:ident = $code:literal,)+ }) => {
        $(#[$doc])+
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum $name { $($(#[$variant_doc])+ $variant,)+ }

        impl $name {
            /// Every code, in the order of `docs/warnings.md`.
            pub const ALL: &[Self] = &[$(Self::$variant,)+];

            /// The stable name.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $code,)+ }
            }
        }
    };
}

codes! {
    /// Why an input became no document.
    FailureCode {
        /// The system would not let us list or read it.
        Unreadable = "unreadable",
        /// A symbolic link whose target does not exist.
        DanglingLink = "dangling-link",
        /// A symbolic link that leads back to a folder it lies in, or to itself.
        LinkLoop = "link-loop",
        /// More bytes than one document may have.
        TooLarge = "too-large",
        /// A document that a parser which is not ours did not read in time.
        TooSlow = "too-slow",
        /// A file of more records than one may hold.
        TooManyRecords = "too-many-records",
        /// A format that no reader takes.
        UnsupportedType = "unsupported-type",
        /// Locked with a password.
        Encrypted = "encrypted",
        /// Cut short, or changed since it was written.
        Damaged = "damaged",
        /// A PDF whose pages are pictures, or whose fonts do not say which letters they show.
        NoTextLayer = "no-text-layer",
        /// An archive that unpacks to more than any corpus does, or lies too deep in others.
        ArchiveLimit = "archive-limit",
        /// A name in an archive that leads out of it.
        UnsafeName = "unsafe-name",
        /// Bytes that are no text, under a name that promises text.
        BinaryContent = "binary-content",
        /// Bytes that are not UTF-8.
        NotUtf8 = "not-utf8",
        /// A line that is not JSON.
        BrokenJson = "broken-json",
        /// A line of JSON that is not an object.
        NotAnObject = "not-an-object",
        /// A record without a text, or with an empty one.
        MissingText = "missing-text",
        /// A text that is a number, a list or an object.
        TextNotString = "text-not-string",
        /// A table without the column that holds the text.
        MissingTextColumn = "missing-text-column",
        /// A row with more or fewer cells than the table has columns.
        RaggedRow = "ragged-row",
        /// Markup or JSON nested deeper than any page that was written for people.
        TooDeep = "too-deep",
        /// A text of more lines than one may have.
        TooManyLines = "too-many-lines",
        /// A manifest that cannot be read as a table of facts.
        BadManifest = "bad-manifest",
        /// A `.normscopeignore` with a pattern that is none.
        BadIgnoreFile = "bad-ignore-file",
        /// A document of more sentences than one may have.
        TooManySentences = "too-many-sentences",
        /// Another document has the same name.
        DuplicateId = "duplicate-id",
        /// The program failed.
        Panic = "panic",
    }
}

impl FailureCode {
    /// The step that failed: `walk`, `read`, `decode`, `parse`, `metadata` or `analyze`.
    #[must_use]
    pub const fn stage(self) -> &'static str {
        match self {
            Self::DanglingLink | Self::LinkLoop | Self::BadIgnoreFile => "walk",
            Self::Unreadable
            | Self::TooLarge
            | Self::TooSlow
            | Self::TooManyRecords
            | Self::UnsupportedType
            | Self::Encrypted
            | Self::Damaged
            | Self::NoTextLayer
            | Self::ArchiveLimit
            | Self::UnsafeName => "read",
            Self::BinaryContent | Self::NotUtf8 => "decode",
            Self::BadManifest => "metadata",
            Self::BrokenJson
            | Self::NotAnObject
            | Self::MissingText
            | Self::TextNotString
            | Self::MissingTextColumn
            | Self::RaggedRow
            | Self::TooDeep
            | Self::TooManyLines => "parse",
            Self::TooManySentences | Self::DuplicateId | Self::Panic => "analyze",
        }
    }
}

codes! {
    /// What was odd about a document that was read all the same.
    WarningCode {
        /// There is no word in it.
        EmptyText = "empty-text",
        /// A page of which no part stands out as its text.
        NoMainText = "no-main-text",
        /// A date that is no date; kept under `extra`.
        BadDate = "bad-date",
        /// A value of the wrong shape for its field; kept under `extra`.
        BadField = "bad-field",
        /// An id that cannot serve as one; the place of the record is used instead.
        BadDocId = "bad-doc-id",
        /// Two sources state different facts.
        MetadataConflict = "metadata-conflict",
        /// A line of the front matter that is outside the subset we read.
        BadFrontMatter = "bad-front-matter",
        /// A file name that does not fit `--name-pattern`.
        NamePatternMismatch = "name-pattern-mismatch",
        /// `--metadata` was given and has no row for it.
        NotInMetadata = "not-in-metadata",
        /// The hash that the table of facts states for the file is not the file's.
        ChecksumMismatch = "checksum-mismatch",
        /// An encoding that nothing states, told from the bytes.
        GuessedEncoding = "guessed-encoding",
        /// Pages of a PDF, or parts of them, that are pictures or in fonts that cannot be read.
        PartlyRead = "partly-read",
    }
}

codes! {
    /// Why a file was passed over.
    SkipReason {
        /// Its name begins with a dot.
        Hidden = "hidden",
        /// Left behind by an editor or an operating system.
        Junk = "junk",
        /// A pattern of a `.normscopeignore` names it.
        Ignored = "ignored",
        /// It holds facts about other files.
        Manifest = "manifest",
        /// It tells about the folder, not in the manifest beside it.
        AboutFolder = "about-folder",
        /// A folder that holds a run of ours.
        OwnRun = "own-run",
        /// Its name has an ending that no reader takes.
        UnknownType = "unknown-type",
        /// The same file was reached before, by another name.
        AlreadyRead = "already-read",
        /// A pipe, a socket or a device.
        SpecialFile = "special-file",
        /// The manifest names it, but it is not there.
        ListedButMissing = "listed-but-missing",
    }
}
