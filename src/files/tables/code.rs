//! The stable codes of all problems with input files.

use crate::model::Severity;

macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident = $code:literal,)*) => {
        /// A kind of problem in the files of a season or a plan. The letter is the severity (`E`
        /// error, `W` warning, `N` note), the first digit the subject: 1 files, 2 tables and
        /// columns, 3 cells, 4 references across tables, 5 rules, 6 warnings, 7 notes. Codes never
        /// change their meaning.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum ProblemCode {
            $($(#[$doc])* $name,)*
        }

        impl ProblemCode {
            /// Every code, in ascending order within its letter.
            pub const ALL: &'static [Self] = &[$(Self::$name),*];

            /// The code as shown to users, such as `E302`.
            pub fn code(self) -> &'static str {
                match self {
                    $(Self::$name => $code,)*
                }
            }
        }
    };
}

codes! {
    /// The season's folder does not exist or is not a folder.
    SeasonMissing = "E101",
    /// A required table has no file.
    TableMissing = "E102",
    /// The operating system denies access to the file.
    FileUnreadable = "E103",
    /// The file is empty.
    FileEmpty = "E104",
    /// The file is larger than the limit.
    FileTooLarge = "E105",
    /// The bytes are not text in UTF-8, GB18030 or UTF-16.
    NotText = "E106",
    /// The file's extension does not match its content (a web page named .xlsx, for example).
    WrongKind = "E107",
    /// The workbook is damaged or encrypted.
    WorkbookBroken = "E108",
    /// The workbook unpacks to more than the limit.
    WorkbookTooLarge = "E109",
    /// A quoted cell is never closed.
    QuoteOpen = "E110",
    /// The workbook is password-protected.
    WorkbookLocked = "E111",
    /// A file has the name of a table but an unsupported format.
    KindNotRead = "E112",
    /// The plan is not valid JSON.
    PlanSyntax = "E120",
    /// The plan has another schema name, or none.
    PlanSchema = "E121",
    /// A field of the plan is missing or of the wrong type.
    PlanField = "E122",
    /// No sheet of a plan made by hand contains reviews.
    ManualBare = "E123",
    /// A plan made by hand names an expert or a submission that the season does not have.
    ManualUnknown = "E124",
    /// A required table has a header but no rows.
    NoRows = "E201",
    /// No row has a header of the table.
    NoHeader = "E202",
    /// A required column is missing.
    ColumnMissing = "E203",
    /// Two columns have the same meaning.
    ColumnTwice = "E204",
    /// More rows or columns than the limit.
    TableTooLong = "E205",
    /// A row has filled cells beyond the last header.
    RowTooLong = "E206",
    /// A formula without a calculated value.
    FormulaPending = "E207",
    /// A text file ends in the middle of its last row.
    CutOff = "E208",
    /// A required cell is empty.
    ValueMissing = "E301",
    /// An id appears twice in its table.
    IdTwice = "E302",
    /// A spreadsheet turned an id into a number and lost digits.
    DigitsLost = "E303",
    /// The cell holds a spreadsheet error such as `#N/A`.
    ErrorCell = "E304",
    /// A value that is neither yes nor no.
    YesNoUnknown = "E305",
    /// Not a whole number of the allowed size.
    NumberBad = "E306",
    /// Not a year.
    YearBad = "E307",
    /// An industry that is not in the taxonomy.
    IndustryUnknown = "E308",
    /// A domain that is not in the taxonomy.
    DomainUnknown = "E309",
    /// A level other than 1, 2 or 3.
    LevelBad = "E310",
    /// A selection scope other than 1 to 6.
    CategoryBad = "E311",
    /// An unknown relation.
    RelationUnknown = "E312",
    /// An unknown kind of pin.
    PinKindUnknown = "E313",
    /// A taxonomy row with a bad code or parent.
    TaxonomyRow = "E314",
    /// A spreadsheet turned an id into a date.
    IdIsDate = "E315",
    /// An alias with two standard names.
    AliasTwice = "E316",
    /// A recommending unit appears twice in its table.
    RecommenderTwice = "E317",
    /// Not a date, or a period that ends before it starts.
    DateBad = "E318",
    /// A row of the holidays that is neither a day off nor a working day.
    DayKindUnknown = "E319",
    /// A day appears twice in the table of holidays.
    HolidayTwice = "E320",
    /// A year of the holidays lacks a holiday or a day of one.
    HolidayGap = "E321",
    /// A make-up day that is a working day anyway.
    HolidayWrong = "E322",
    /// A word for an industry or a domain with several possible meanings.
    WordSeveral = "E323",
    /// A code of an industry or a domain next to the name of another one.
    CodeAndName = "E324",
    /// A row of the synonyms that refers to nothing known.
    SynonymBad = "E325",
    /// An experts' table without a column of employers.
    EmployerColumnMissing = "E326",
    /// A relation whose word does not match the kinds of its two ends.
    RelationMisfit = "E327",
    /// Not a valid day.
    DayBad = "E330",
    /// A score that is not a number from 0 to 1.
    ScoreBad = "E340",
    /// A pair with two scores.
    ScoreTwice = "E341",
    /// The applicant's cell contains a word for no organization.
    ApplicantMissing = "E350",
    /// A reference that matches two rows.
    ReferenceTwo = "E360",
    /// A reference whose id and name belong to different rows.
    ReferenceContradicts = "E361",
    /// A cell that names more than can be intended.
    ReferenceMany = "E362",
    /// A cell that refers to another one ("as above") whose value cannot be determined.
    DittoUnclear = "E370",
    /// Running numbers used as ids start again.
    NumbersStartAgain = "E380",
    /// A submission asks for no reviewer, or for more than the smallest group has.
    ReviewersBad = "E400",
    /// An expert and a submission have the same id.
    IdShared = "E401",
    /// The subject of a pin is unknown.
    PinSubjectUnknown = "E402",
    /// The object of a pin is unknown or not allowed.
    PinObjectUnknown = "E403",
    /// Organizations own each other in a ring.
    ParentRing = "E404",
    /// A waiver without a reason.
    WaiverWithoutNote = "E405",
    /// A relation that ends before it starts.
    YearsReversed = "E406",
    /// A relation between parties of the wrong kinds.
    PartyWrong = "E407",
    /// A relation of a party to itself.
    RelationToSelf = "E408",
    /// Two pins that cannot both hold.
    PinsContradict = "E409",
    /// A pin that cannot hold even on its own.
    PinImpossible = "E410",
    /// No submission passed, or no expert is available.
    NobodyLeft = "E411",
    /// The screening table names an unknown submission.
    ScreeningOfNobody = "E412",
    /// A score for an expert or a submission that the tables do not have.
    ScoreOfNobody = "E413",
    /// A wish of somebody or about something that the tables do not have.
    WishOfNobody = "E414",
    /// A wish that is not a whole number from -2 to 2.
    WishBad = "E415",
    /// A pair with two wishes.
    WishTwice = "E416",
    /// A mix of people by a column that the experts' table does not have.
    MixColumnUnknown = "E417",
    /// A mix of people that lacks something, or says something twice.
    MixIncomplete = "E418",
    /// More limits on the mix of reviewers than there is room for.
    MixTooMany = "E419",
    /// A shortlist that names a submission which is not there, or selects none.
    ShortlistUnknown = "E420",
    /// A withdrawal of an unknown submission, a repeated one, one without a valid stage, or one on
    /// a day outside the season.
    WithdrawnWrong = "E421",
    /// A final list that names a submission not heard in the last round.
    ShortlistUnheard = "E422",
    /// A file named for import is of a kind that is not read.
    ImportKind = "E423",
    /// A sheet with more columns than any table of an office.
    ImportTooWide = "E424",
    /// No column can be a required one.
    ImportColumnMissing = "E425",
    /// No table was found in the files.
    ImportNothing = "E426",
    /// Questions of the import without an answer.
    ImportOpen = "E427",
    /// The output folder of an import is not empty.
    ImportExists = "E428",
    /// A table was changed by hand since it was imported.
    ImportChanged = "E429",
    /// A pair judged to be both the same and different.
    JudgedTwice = "E430",
    /// A verdict on a pair of different kinds.
    JudgedKinds = "E431",
    /// A verdict other than same or different.
    VerdictUnknown = "E432",
    /// The season could not be written.
    ImportNotWritten = "E433",
    /// What an earlier import knew cannot be read.
    ImportMemory = "E434",
    /// The file of answers cannot be read.
    ImportAnswers = "E435",
    /// A tier that the award does not have.
    TierUnknown = "E445",
    /// More submissions in a tier than it has places.
    TierOverfull = "E446",
    /// `rules.toml` is not valid TOML.
    RulesSyntax = "E501",
    /// An unknown section or key.
    RuleUnknown = "E502",
    /// A value of the wrong type, or an unknown word.
    RuleType = "E503",
    /// A value outside its range.
    RuleRange = "E504",
    /// Two rules that cannot both hold.
    RulesContradict = "E505",
    /// A table exists both as CSV and as XLSX.
    TwoFiles = "W601",
    /// An expert without employer.
    EmployerMissing = "W602",
    /// A submission without industry and domains.
    SubmissionBare = "W603",
    /// A name in a relation looks like an id but is not one.
    LooksLikeId = "W604",
    /// Two rows that seem to be the same person or submission.
    LooksTwice = "W605",
    /// A served year that is not in the past.
    YearAhead = "W606",
    /// A table file with an unknown name.
    FileUnknown = "W607",
    /// Empty cells of a column of ticks, read as no.
    TickColumn = "W608",
    /// An expert without name.
    NameMissing = "W609",
    /// Submissions that the screening table leaves out.
    NotScreened = "W610",
    /// A condition of the form check has no column.
    ConditionUnstated = "W611",
    /// A statement for the form check that is neither yes nor no.
    ConditionUnclear = "W612",
    /// A year whose holidays are unknown.
    YearWithoutHolidays = "W613",
    /// Files and folders in the season's folder that are not tables.
    NotRead = "W614",
    /// A file or sheet recognised as a table by its columns.
    TableRecognised = "W615",
    /// A further sheet with the same columns, also read.
    SheetJoined = "W616",
    /// A sheet with a table's columns that was not read.
    SheetNotRead = "W617",
    /// Values in a column without a header.
    HeaderMissing = "W618",
    /// Hidden rows or columns, which are read like all others.
    HiddenRead = "W619",
    /// Rows of a text file with fewer cells than the header.
    RowTooShort = "W620",
    /// Ids in cells merged over several rows.
    MergedId = "W621",
    /// An industry code that may have lost its leading zero.
    ZeroLost = "W630",
    /// A name next to a code that no table lists.
    NameUnchecked = "W631",
    /// An unknown header that nearly matches that of a missing column.
    HeaderNearly = "W632",
    /// A column that is ignored in favour of another with a more exact header.
    HeaderStoodBack = "W633",
    /// A relation that no rule covers.
    RelationUncovered = "W634",
    /// A relation that was read from object to subject, or as that of a relative.
    RelationTurned = "W635",
    /// A cell that may name one organization or several; all of them count.
    OrganizationsUnsure = "W640",
    /// A department, a post or a remark next to an organization was left out.
    OrganizationShortened = "W641",
    /// An employer that was read as a former employer.
    EmployerFormer = "W642",
    /// A region that does not exist.
    RegionUnknown = "W643",
    /// A region without the city, which is needed to compare regions.
    RegionCoarse = "W644",
    /// A word for nobody where a name is expected.
    NobodyNamed = "W645",
    /// A reference that is not written as in its table, and how it was read.
    ReferenceTaken = "W650",
    /// A row that affects nobody and nothing of the season.
    RowWithoutEffect = "W651",
    /// A name in a relation that is also an expert's.
    NameOfExpert = "W652",
    /// A cell that refers to another one ("as above"), filled in from there.
    DittoFilled = "W653",
    /// An unread column that contains organizations of the season.
    ColumnOfOrganizations = "W654",
    /// A yes or no with a condition attached.
    AnswerRestricted = "W655",
    /// A code with a zero too many.
    ZeroExtra = "W656",
    /// A verdict on a name that does not occur in the season.
    JudgedNobody = "W670",
    /// Imported scores for less than half of all pairs; the others count as 0.
    ScoresSparse = "W671",
    /// A hidden sheet without a table, not read.
    HiddenSheet = "W675",
    /// Text that is struck out, which is read like all other text.
    StruckOut = "W676",
    /// Notes on cells, whose text is not read.
    NotesInCells = "W677",
    /// Two tables side by side, both read.
    TableBeside = "W678",
    /// A table that is not needed for this step and cannot be read.
    TableBroken = "W679",
    /// A name contains a telephone number or an address, which is removed.
    ContactInName = "W680",
    /// Unknown columns, kept but not used.
    ColumnUnknown = "N701",
    /// Submissions that did not pass the form check.
    NotPassed = "N702",
    /// The season's year was taken from the clock.
    YearAssumed = "N703",
    /// A workbook has several sheets; one was read.
    SheetChosen = "N704",
    /// There is no `rules.toml`; the defaults apply.
    RulesAssumed = "N705",
    /// Experts who cannot take part.
    NotAvailable = "N706",
    /// More problems of the same kind than are listed.
    More = "N707",
    /// The value of merged cells was used for all rows they cover.
    MergedFilled = "N708",
    /// Totals, headings and notes, which are not data.
    RowsLeftOut = "N709",
    /// A table is open in a spreadsheet program.
    OpenElsewhere = "N710",
    /// Wishes of experts who cannot take part or about submissions that did not pass.
    WishWithoutEffect = "W711",
    /// A mix of people by a value that no expert has.
    MixValueOfNobody = "W712",
    /// A common word that was understood as a code.
    WordTaken = "N713",
    /// Rows are identified by their running number only.
    NumberedIds = "N714",
    /// How a word for a relation was understood.
    RelationTaken = "N715",
    /// A mix of people that asks for more than there are.
    MixMoreThanPool = "W716",
    /// A cell with several organizations, each of which counts.
    OrganizationsInCell = "N717",
    /// An id that differs from the table's only in invisible characters or spelling.
    ReferenceSpelling = "N720",
    /// Rows with one end outside this season.
    RowsBeyondSeason = "N721",
    /// A proposed submission without a tier.
    TierLacking = "W722",
    /// The tiers have more places than there are submissions.
    TierPlaces = "W723",
    /// Tiers in a list, though the award has none.
    TierNone = "W724",
    /// Two rows judged to be the same; the second is left out.
    JudgedOne = "N726",
    /// Imported scores replace the computed ones.
    ScoresGiven = "N727",
    /// A file or sheet in a folder that was not imported.
    ImportPassedOver = "W732",
    /// Two rows with one name and one employer, taken for one expert.
    ImportOnePerson = "W733",
    /// A sentence from which no tie could be read.
    ImportSentence = "W734",
    /// An answer that is none of the choices.
    ImportAnswer = "W735",
    /// Cells of a form that belong to no label.
    ImportFormRest = "W736",
    /// An expert twice in the table of contacts.
    ContactTwice = "W740",
    /// A row of the contacts for nobody of the pool.
    ContactUnknown = "W741",
    /// A name that holds the name of another organization of the season.
    NameWithin = "N745",
    /// Wishes are there, but their weight in the score is 0.
    WishesNotCounted = "N765",
    /// A file that says the same as another; read once.
    ImportSame = "N770",
    /// Ids were given to rows that had none.
    ImportIds = "N771",
    /// A sheet without a table.
    ImportNoTable = "N772",
}

impl ProblemCode {
    /// The severity of a problem of this kind, given by the letter of its code.
    pub fn severity(self) -> Severity {
        match self.code().as_bytes()[0] {
            b'E' => Severity::Error,
            b'W' => Severity::Warning,
            _ => Severity::Note,
        }
    }
}

#[cfg(test)]
mod tests;
