//! The stable codes of everything that can be wrong with a person's files.

use crate::model::Severity;

macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident = $code:literal,)*) => {
        /// A kind of problem in the files of a season or a plan. The letter says how much it
        /// matters (`E` error, `W` warning, `N` note), the first digit what it is about: 1 files,
        /// 2 tables and columns, 3 cells, 4 references across tables, 5 rules, 6 warnings, 7 notes.
        /// Codes are never given a new meaning.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum ProblemCode {
            $($(#[$doc])* $name,)*
        }

        impl ProblemCode {
            /// Every code, in ascending order within its letter.
            pub const ALL: &'static [Self] = &[$(Self::$name),*];

            /// The code as people see it, such as `E302`.
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
    /// The operating system does not let the file be read.
    FileUnreadable = "E103",
    /// The file holds nothing.
    FileEmpty = "E104",
    /// The file is larger than any table this program reads.
    FileTooLarge = "E105",
    /// The bytes are no text in UTF-8, GB18030 or UTF-16.
    NotText = "E106",
    /// The file's ending does not fit its content (a web page named .xlsx, say).
    WrongKind = "E107",
    /// The workbook is damaged or encrypted.
    WorkbookBroken = "E108",
    /// The workbook unpacks to an unreasonable size.
    WorkbookTooLarge = "E109",
    /// A quoted cell is never closed.
    QuoteOpen = "E110",
    /// The workbook opens with a password only.
    WorkbookLocked = "E111",
    /// A file has the name of a table but is of a kind that is not read.
    KindNotRead = "E112",
    /// The plan is no JSON.
    PlanSyntax = "E120",
    /// The plan names another schema, or none.
    PlanSchema = "E121",
    /// A field of the plan is missing or of the wrong type.
    PlanField = "E122",
    /// No sheet of a plan made by hand holds reviews.
    ManualBare = "E123",
    /// A plan made by hand names somebody or something that the season does not have.
    ManualUnknown = "E124",
    /// A required table has a header but no rows.
    NoRows = "E201",
    /// No row holds any header of the table.
    NoHeader = "E202",
    /// A required column is missing.
    ColumnMissing = "E203",
    /// Two columns mean the same.
    ColumnTwice = "E204",
    /// More rows or columns than this program reads.
    TableTooLong = "E205",
    /// A row has filled cells beyond the last header.
    RowTooLong = "E206",
    /// A formula that no program has calculated.
    FormulaPending = "E207",
    /// A text file that ends within its last row.
    CutOff = "E208",
    /// A required cell is empty.
    ValueMissing = "E301",
    /// An id appears twice in its table.
    IdTwice = "E302",
    /// A spreadsheet turned an id into a number and lost digits.
    DigitsLost = "E303",
    /// The cell holds a spreadsheet error such as `#N/A`.
    ErrorCell = "E304",
    /// Neither yes nor no.
    YesNoUnknown = "E305",
    /// No whole number of the allowed size.
    NumberBad = "E306",
    /// No year.
    YearBad = "E307",
    /// An industry that the taxonomy does not know.
    IndustryUnknown = "E308",
    /// A domain that the taxonomy does not know.
    DomainUnknown = "E309",
    /// A level other than 1, 2 or 3.
    LevelBad = "E310",
    /// A selection scope other than 1 to 6.
    CategoryBad = "E311",
    /// A relation that the program does not know.
    RelationUnknown = "E312",
    /// A kind of pin that the program does not know.
    PinKindUnknown = "E313",
    /// A taxonomy row with a bad code or parent.
    TaxonomyRow = "E314",
    /// A spreadsheet turned an id into a date.
    IdIsDate = "E315",
    /// An alias with two standard names.
    AliasTwice = "E316",
    /// A recommending unit appears twice in its table.
    RecommenderTwice = "E317",
    /// No date, or days that end before they start.
    DateBad = "E318",
    /// A row of the holidays that is neither off nor work.
    DayKindUnknown = "E319",
    /// A day appears twice in the table of holidays.
    HolidayTwice = "E320",
    /// A year of the holidays lacks a holiday or a day of one.
    HolidayGap = "E321",
    /// A make-up day that is a working day anyway.
    HolidayWrong = "E322",
    /// A word for an industry or a domain that may mean several.
    WordSeveral = "E323",
    /// A code of an industry or a domain beside the name of another.
    CodeAndName = "E324",
    /// A row of the synonyms that is about nothing known.
    SynonymBad = "E325",
    /// An experts' table without any column of employers.
    EmployerColumnMissing = "E326",
    /// A relation whose word does not fit the kind of its two ends.
    RelationMisfit = "E327",
    /// No day.
    DayBad = "E330",
    /// A score that is not a number from 0 to 1.
    ScoreBad = "E340",
    /// A pair with two scores.
    ScoreTwice = "E341",
    /// The applicant's cell holds a word that names nobody.
    ApplicantMissing = "E350",
    /// A reference that fits two rows.
    ReferenceTwo = "E360",
    /// A reference whose id and name are of two rows.
    ReferenceContradicts = "E361",
    /// A cell that names more than can be meant.
    ReferenceMany = "E362",
    /// A cell that refers to another one ("as above") from which nothing can be taken.
    DittoUnclear = "E370",
    /// Running numbers taken for ids that begin again.
    NumbersStartAgain = "E380",
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
    /// A relation between the wrong kinds of parties.
    PartyWrong = "E407",
    /// A relation of somebody with themselves.
    RelationToSelf = "E408",
    /// Two pins that cannot both hold.
    PinsContradict = "E409",
    /// A pin that cannot hold by itself.
    PinImpossible = "E410",
    /// No submission passed, or no expert is available.
    NobodyLeft = "E411",
    /// The screening table names a submission that is not there.
    ScreeningOfNobody = "E412",
    /// A score of somebody or something that the tables do not have.
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
    /// A withdrawal of nothing, twice, at no stage, or on a day of another season.
    WithdrawnWrong = "E421",
    /// A final list that names a submission which the last round did not hear.
    ShortlistUnheard = "E422",
    /// Two that are judged to be one and to be two.
    JudgedTwice = "E430",
    /// A verdict on two that are not of one kind.
    JudgedKinds = "E431",
    /// A verdict that is neither same nor different.
    VerdictUnknown = "E432",
    /// `rules.toml` is no TOML.
    RulesSyntax = "E501",
    /// An unknown section or key.
    RuleUnknown = "E502",
    /// A value of the wrong type, or an unknown word.
    RuleType = "E503",
    /// A value outside its range.
    RuleRange = "E504",
    /// Two rules that cannot both hold.
    RulesContradict = "E505",
    /// A table is there as CSV and as XLSX.
    TwoFiles = "W601",
    /// An expert without employer.
    EmployerMissing = "W602",
    /// A submission without industry and domains.
    SubmissionBare = "W603",
    /// A name in a relation looks like an id that does not exist.
    LooksLikeId = "W604",
    /// Two rows about what seems to be one person or one experience.
    LooksTwice = "W605",
    /// A served year that is not in the past.
    YearAhead = "W606",
    /// A table file whose name the program does not know.
    FileUnknown = "W607",
    /// Empty cells of a column of ticks, read as no.
    TickColumn = "W608",
    /// An expert without name.
    NameMissing = "W609",
    /// Submissions that the screening table leaves out.
    NotScreened = "W610",
    /// No column states a condition of the form check.
    ConditionUnstated = "W611",
    /// A statement for the form check that is neither yes nor no.
    ConditionUnclear = "W612",
    /// A year whose holidays are not known.
    YearWithoutHolidays = "W613",
    /// Files and folders of the season's folder that are no table.
    NotRead = "W614",
    /// A file or sheet taken for a table by its columns.
    TableRecognised = "W615",
    /// A further sheet with the same columns, read too.
    SheetJoined = "W616",
    /// A sheet with a table's columns that was not read.
    SheetNotRead = "W617",
    /// Values in a column without a header.
    HeaderMissing = "W618",
    /// Hidden rows or columns, read all the same.
    HiddenRead = "W619",
    /// Rows of a text file with fewer cells than the header.
    RowTooShort = "W620",
    /// Ids that are merged over several rows.
    MergedId = "W621",
    /// A code of an industry that may have lost its leading zero.
    ZeroLost = "W630",
    /// A name beside a code that no table has.
    NameUnchecked = "W631",
    /// An unknown header that is nearly that of a missing column.
    HeaderNearly = "W632",
    /// A column that another, with a more exact header, stands for.
    HeaderStoodBack = "W633",
    /// A tie that no rule covers.
    RelationUncovered = "W634",
    /// A relation that was read from its object to its subject, or as that of a relative.
    RelationTurned = "W635",
    /// A cell that may name one organization or several: all of them count.
    OrganizationsUnsure = "W640",
    /// A department, a post or a remark beside an organization was left out.
    OrganizationShortened = "W641",
    /// An employer that was read as a former one.
    EmployerFormer = "W642",
    /// A region that is none.
    RegionUnknown = "W643",
    /// A region without the city by which regions are compared.
    RegionCoarse = "W644",
    /// A word that names nobody where somebody is meant.
    NobodyNamed = "W645",
    /// A reference not written as in its table, and what it was taken for.
    ReferenceTaken = "W650",
    /// A row that touches nobody and nothing of the season.
    RowWithoutEffect = "W651",
    /// A name in a relation that is also an expert's.
    NameOfExpert = "W652",
    /// A cell that refers to another one ("as above"), filled in from there.
    DittoFilled = "W653",
    /// A column that was not read holds organizations of the season.
    ColumnOfOrganizations = "W654",
    /// A yes or no with a condition behind it.
    AnswerRestricted = "W655",
    /// A code with a zero too many.
    ZeroExtra = "W656",
    /// A verdict on something that nothing of the season is called.
    JudgedNobody = "W670",
    /// Scores made elsewhere for less than half of all pairs: the others count 0.
    ScoresSparse = "W671",
    /// A hidden sheet that holds no table, and was not read.
    HiddenSheet = "W675",
    /// Text that is struck out, read all the same.
    StruckOut = "W676",
    /// Notes on cells, whose words are not read.
    NotesInCells = "W677",
    /// Two tables side by side, both read.
    TableBeside = "W678",
    /// A table that this step does not need and that cannot be read.
    TableBroken = "W679",
    /// A name holds a telephone number or an address, which is left out.
    ContactInName = "W680",
    /// Unknown columns, kept but not used.
    ColumnUnknown = "N701",
    /// Submissions that did not pass the form check.
    NotPassed = "N702",
    /// The season's year was taken from the clock.
    YearAssumed = "N703",
    /// A workbook has several sheets; one was read.
    SheetChosen = "N704",
    /// There is no `rules.toml`; the defaults hold.
    RulesAssumed = "N705",
    /// Experts who cannot take part.
    NotAvailable = "N706",
    /// More problems of the same kind than are listed.
    More = "N707",
    /// The value of merged cells was used for all rows that they cover.
    MergedFilled = "N708",
    /// Totals, headings and notes that are no data.
    RowsLeftOut = "N709",
    /// A table is open in a spreadsheet program.
    OpenElsewhere = "N710",
    /// Wishes of experts who cannot take part or about submissions that did not pass.
    WishWithoutEffect = "W711",
    /// A mix of people by a value that no expert has.
    MixValueOfNobody = "W712",
    /// A usual word that was taken for a code.
    WordTaken = "N713",
    /// Rows are told apart by their running number alone.
    NumberedIds = "N714",
    /// How a word for a relation was taken.
    RelationTaken = "N715",
    /// A mix of people that asks for more than there are.
    MixMoreThanPool = "W716",
    /// A cell with several organizations, each of which counts.
    OrganizationsInCell = "N717",
    /// An id that differs from the table's in what no one sees.
    ReferenceSpelling = "N720",
    /// Rows of which one end touches nothing of this season.
    RowsBeyondSeason = "N721",
    /// Two rows judged to be one: the second is left out.
    JudgedOne = "N726",
    /// Scores made elsewhere take the place of our own.
    ScoresGiven = "N727",
    /// A name that holds the name of another organization of the season.
    NameWithin = "N745",
    /// Wishes are there, but their weight in the score is 0.
    WishesNotCounted = "N765",
}

impl ProblemCode {
    /// How much a problem of this kind matters: by the letter of its code.
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
