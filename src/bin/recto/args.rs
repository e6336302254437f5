//! The command line: declarations only. The doc comments are the help.

use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use recto::document::Standard;
use recto::export::{FORMATS, Format};
use recto::model::parse_standards;
use recto::project::Shard;

/// Turns one structured CV into print-ready PDFs.
///
/// Write your CV once, as YAML, JSON or TOML; any JSON Resume file will do. recto sets it as a full-length CV and as a
/// condensed one that fits its page count exactly, or in whatever variants you declare.
#[derive(Debug, Parser)]
#[command(name = "recto", version, propagate_version = true, arg_required_else_help = true)]
pub struct Arguments {
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    Build(BuildArgs),
    Watch(WatchArgs),
    Check(CheckArgs),
    Fit(FitArgs),
    Bibliography(BibliographyArgs),
    Init(InitArgs),
    Convert(ConvertArgs),
    Layouts(LayoutsArgs),
    Fonts(FontsArgs),
    Explain(ExplainArgs),
    Schema(SchemaArgs),
    Read(ReadArgs),
    Extract(ExtractArgs),
    #[command(subcommand)]
    Report(ReportCommand),
}

/// Build PDFs from CVs.
///
/// Without a CV, the project is built whose `recto.toml` lies in this folder or one above it.
///
/// Without `--variant` every variant of each CV is built: those it declares under `recto.variants`, or else `full` (all
/// of it) and `onepage` (what fits on one page).
///
/// Exits with 0 if all went well, 1 if a CV has problems, 2 if recto could not run.
#[derive(Debug, Args)]
pub struct BuildArgs {
    /// The CVs: .yaml, .json or .toml files, or `-` for standard input.
    #[arg(value_name = "CV")]
    pub cvs: Vec<PathBuf>,

    /// Build only these variants.
    #[arg(long, short, value_name = "NAME", value_delimiter = ',')]
    pub variant: Vec<String>,

    #[command(flatten)]
    pub setting: SettingArgs,

    /// Write these formats: pdf, txt (plain text), md (Markdown), html, docx (Word), png and svg (a file a page), json, yaml, vcf
    /// (vCard) [default: what the name of the output tells, or pdf].
    #[arg(long, short, value_name = "FORMAT", value_delimiter = ',', value_parser = format)]
    pub format: Vec<&'static Format>,

    /// How many pixels an inch has in PNG [default: 150].
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(10..=1200))]
    pub dpi: Option<u32>,

    /// Where to write: a folder (with `/` at the end), a file, a pattern with {folder}, {stem}, {variant}, {layout},
    /// {lang} or {paper}, or `-` for a single file on standard output [default: {stem}-{variant}.pdf].
    #[arg(long, short, value_name = "PATH")]
    pub output: Option<String>,

    /// The syntax of standard input.
    #[arg(long, value_name = "SYNTAX", default_value = "yaml")]
    pub syntax: SyntaxArg,

    /// Treat warnings and advice as errors: write no PDF that has any.
    #[arg(long)]
    pub strict: bool,

    #[command(flatten)]
    pub messages: MessageArgs,

    /// Tell what fitting kept, shortened and left out, and why.
    #[arg(long, value_name = "FORMAT", num_args = 0..=1, require_equals = true, default_missing_value = "text")]
    pub explain: Option<ExplainArg>,

    /// Write what fitting did in all CVs and variants to a JSON file.
    #[arg(long, value_name = "FILE")]
    pub fit_report: Option<PathBuf>,

    /// Tell how many layouts were made and where the time went.
    #[arg(long)]
    pub timings: bool,

    #[command(flatten)]
    pub fonts: FontArgs,

    #[command(flatten)]
    pub many: ManyArgs,
}

/// How many CVs are built.
#[derive(Debug, Args)]
#[command(next_help_heading = "Many CVs")]
pub struct ManyArgs {
    /// List what would be built, and build nothing.
    #[arg(long)]
    pub list: bool,

    /// Work on so many PDFs at a time [default: one a core].
    #[arg(long, short, value_name = "N")]
    pub jobs: Option<NonZeroUsize>,

    /// Begin nothing more after the first failure.
    #[arg(long)]
    pub fail_fast: bool,

    /// Build all that can be built, whatever fails: the default.
    #[arg(long, conflicts_with = "fail_fast")]
    pub keep_going: bool,

    /// Write nothing; fail if a PDF is missing or not what would be built.
    #[arg(long)]
    pub check: bool,

    /// Build everything, changed or not.
    #[arg(long)]
    pub force: bool,

    /// Tell what came of every PDF in this file: .json, .xml for JUnit, or .md for Markdown; may be given several times.
    #[arg(long, value_name = "FILE")]
    pub report: Vec<PathBuf>,

    /// Build only this of N parts, for several machines; for a project taken from the variables of GitLab, Buildkite,
    /// Kubernetes, Slurm and AWS Batch if not given.
    #[arg(long, value_name = "K/N")]
    pub shard: Option<Shard>,

    /// Remember in this folder what was built [default: .recto-cache beside recto.toml; none without].
    #[arg(long, value_name = "FOLDER")]
    pub cache: Option<PathBuf>,
}

/// Build, and build again whenever a CV, its photo, a layout or the project file changes.
///
/// Takes all that `recto build` takes. A CV with errors leaves the last good PDF as it is. Ctrl-C ends it.
#[derive(Debug, Args)]
pub struct WatchArgs {
    #[command(flatten)]
    pub build: BuildArgs,
}

/// Check CVs without setting a page, and give advice.
///
/// Advice is about what reads badly or looks like a slip: gaps, overlong bullets, addresses that lead nowhere. An owner
/// silences it with `recto.allow: [ID]`; `recto explain ID` tells what it means.
///
/// Exits with 0 if there are no errors, 1 if there are, 2 if recto could not run.
#[derive(Debug, Args)]
pub struct CheckArgs {
    /// The CVs: .yaml, .json or .toml files, or `-` for standard input.
    #[arg(required_unless_present = "pdf", value_name = "CV")]
    pub cvs: Vec<PathBuf>,

    /// Read this PDF back and tell what a program that takes in CVs would miss: of the CV, or else of the data that goes
    /// along in the PDF.
    #[arg(long, value_name = "FILE")]
    pub pdf: Option<PathBuf>,

    /// The variant that the PDF shows; the first of the CV if none is named.
    #[arg(long, short, value_name = "NAME", requires = "pdf")]
    pub variant: Option<String>,

    /// The syntax of standard input.
    #[arg(long, value_name = "SYNTAX", default_value = "yaml")]
    pub syntax: SyntaxArg,

    /// Treat warnings and advice as errors.
    #[arg(long)]
    pub strict: bool,

    /// Let photos and bibliographies lie anywhere below this folder, not only below that of the CV.
    #[arg(long, value_name = "FOLDER")]
    pub root: Option<PathBuf>,

    #[command(flatten)]
    pub messages: MessageArgs,
}

/// Show what would stay on one page, on two, and so on.
///
/// For each paper and page count: how many items are kept in which section, how full the last page is and how tight it is
/// set. Nothing is written.
#[derive(Debug, Args)]
pub struct FitArgs {
    /// The CV: a .yaml, .json or .toml file.
    #[arg(value_name = "CV")]
    pub cv: PathBuf,

    /// The variant to fit; the first of the CV if none is named.
    #[arg(long, short, value_name = "NAME")]
    pub variant: Option<String>,

    #[command(flatten)]
    pub setting: SettingArgs,

    #[command(flatten)]
    pub messages: MessageArgs,

    #[command(flatten)]
    pub fonts: FontArgs,
}

/// How it is set, whatever the CV says.
#[derive(Debug, Args)]
pub struct SettingArgs {
    /// Use this layout: a name (see `recto layouts`), or the path of a folder such as `./mine`.
    #[arg(long, short, value_name = "LAYOUT")]
    pub layout: Option<String>,

    /// Set on this paper.
    #[arg(long, value_name = "PAPER")]
    pub paper: Option<PaperArg>,

    /// Set in this language, such as `en` or `zh`.
    #[arg(long, value_name = "CODE")]
    pub lang: Option<String>,

    /// Set an option of the layout (see `recto layouts NAME`); may be given several times.
    #[arg(long = "set", value_name = "OPTION=VALUE", value_parser = assignment)]
    pub set: Vec<(String, String)>,

    /// Hold the PDF to this standard, or to several with `+` between them: ua-1, a-2a, a-3a, a-2b, a-2u, a-3b, a-3u, a-4,
    /// a-4f, 1.7 or 2.0 [default: 1.7].
    #[arg(long, value_name = "STANDARD", value_parser = standards)]
    pub standard: Option<Standards>,

    /// Make a PDF for a print shop: black ink alone, no pale tints, bleed.
    #[arg(long)]
    pub print: bool,

    /// Let a PDF for a print shop reach so many millimetres beyond the edge of the paper [default: 3].
    #[arg(long, value_name = "MM", value_parser = clap::value_parser!(u32).range(0..=25))]
    pub bleed: Option<u32>,

    /// Let what is printed of the CV go along in the PDF as data, for `recto extract`.
    #[arg(long)]
    pub attach: bool,

    /// Let photos and bibliographies lie anywhere below this folder, not only below that of the CV.
    #[arg(long, value_name = "FOLDER")]
    pub root: Option<PathBuf>,
}

/// Write the publications of a CV as a file of references, for other programs.
///
/// Those of the CV's own bibliographies are among them. What a format has no field for goes into fields that recto reads
/// back and others pass over: nothing is lost.
#[derive(Debug, Args)]
pub struct BibliographyArgs {
    /// The CV: a .yaml, .json or .toml file, or `-` for standard input.
    #[arg(value_name = "CV")]
    pub cv: PathBuf,

    /// The format [default: by the extension of the output, else bibtex].
    #[arg(long, value_name = "FORMAT")]
    pub format: Option<ReferencesArg>,

    /// Where to write [default: standard output].
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<PathBuf>,

    /// Only what appears in this variant.
    #[arg(long, short, value_name = "NAME")]
    pub variant: Option<String>,

    /// Texts in this language, such as `en` or `zh`, where they are given in several.
    #[arg(long, value_name = "CODE")]
    pub lang: Option<String>,

    /// The syntax of standard input.
    #[arg(long, value_name = "SYNTAX", default_value = "yaml")]
    pub syntax: SyntaxArg,

    /// Let bibliographies lie anywhere below this folder, not only below that of the CV.
    #[arg(long, value_name = "FOLDER")]
    pub root: Option<PathBuf>,
}

/// Write a short, commented CV to start from.
///
/// The schema by which editors complete and check it is written beside it, as cv.schema.json. An existing file is never
/// overwritten.
#[derive(Debug, Args)]
pub struct InitArgs {
    /// The file to write; its extension chooses YAML, JSON or TOML.
    #[arg(value_name = "FILE", default_value = "cv.yaml")]
    pub file: PathBuf,
}

/// Turn a file of another tool into recto's YAML.
///
/// FROM may be
///
///   a RenderCV file (.yaml)      with design and settings, as far as they have a counterpart
///   a JSON Resume file (.json)   of any version; or recto's own .yaml and .toml, to renew it
///   LinkedIn's data export       the .zip, or the folder of its .csv files; you get it under
///                                Settings, Data privacy, Get a copy of your data
///   a Europass CV (.xml)         of any version; it is attached to the PDF that Europass makes
///
/// Nothing is lost: what has no field stands in comments, and what is guessed is marked `# guessed`.
/// An existing file is never overwritten.
///
///   recto convert resume.json              writes to standard output
///   recto convert old_CV.yaml -o cv.yaml   writes cv.yaml, and the schema for editors beside it
///
/// Files of RenderCV and JSON Resume need not be converted: `recto build` takes them as they are.
///
/// Exits with 0 if all went well, 1 if something must be mended by hand, 2 if recto could not run.
#[derive(Debug, Args)]
#[command(verbatim_doc_comment, about = "Turn a file of another tool into recto's YAML")]
pub struct ConvertArgs {
    /// The file or folder, or `-` for standard input.
    #[arg(value_name = "FROM")]
    pub from: PathBuf,

    /// The file to write, a .yaml; standard output if none is named.
    #[arg(long, short, value_name = "TO")]
    pub output: Option<PathBuf>,

    /// The syntax of standard input.
    #[arg(long, value_name = "SYNTAX", default_value = "yaml")]
    pub syntax: SyntaxArg,

    #[command(flatten)]
    pub messages: MessageArgs,
}

/// List the layouts, show the options of one, or start a new one.
///
/// Layouts are looked up in the folder `layouts` beside the CV, in `layouts` where recto is called, in the user's own folder
/// (on Linux `~/.config/recto/layouts`), and among those that are built in. A file in an earlier place stands in for the
/// one at the same path in a later.
#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub struct LayoutsArgs {
    #[command(subcommand)]
    pub command: Option<LayoutsCommand>,

    /// The layout whose options are listed: a name, or the path of a folder.
    #[arg(value_name = "NAME")]
    pub name: Option<String>,
}

#[derive(Debug, Subcommand)]
pub enum LayoutsCommand {
    New(NewLayoutArgs),
    Document(DocumentArgs),
}

/// Print what layouts read of a CV, as JSON: the content of `cv.json`.
#[derive(Debug, Args)]
pub struct DocumentArgs {
    /// The CV: a .yaml, .json or .toml file.
    #[arg(value_name = "CV")]
    pub cv: PathBuf,

    /// This variant; the first of the CV if none is named.
    #[arg(long, short, value_name = "NAME")]
    pub variant: Option<String>,

    /// In this language, such as `en` or `zh`.
    #[arg(long, value_name = "CODE")]
    pub lang: Option<String>,

    /// Let photos and bibliographies lie anywhere below this folder, not only below that of the CV.
    #[arg(long, value_name = "FOLDER")]
    pub root: Option<PathBuf>,
}

/// Copy a layout into `layouts/NAME`, to be made into another.
///
/// Nothing is overwritten.
#[derive(Debug, Args)]
pub struct NewLayoutArgs {
    /// The name of the new layout.
    #[arg(value_name = "NAME")]
    pub name: String,

    /// The layout to start from.
    #[arg(long, value_name = "LAYOUT", default_value = "scholar")]
    pub from: String,

    /// Also copy the shared pieces and a sample document, so that plain `typst` and its editors can set the layout. These
    /// copies then stand in for the built-in pieces.
    #[arg(long)]
    pub kit: bool,
}

/// List the fonts that documents may use.
#[derive(Debug, Args)]
pub struct FontsArgs {
    #[command(flatten)]
    pub fonts: FontArgs,
}

/// Work with reports of `recto build --report`.
#[derive(Debug, Subcommand)]
pub enum ReportCommand {
    Merge(MergeArgs),
    Show(ShowArgs),
}

/// Make one report of those of several shards.
///
/// Exits with 1 if a PDF failed, or none of the reports tells of it.
#[derive(Debug, Args)]
pub struct MergeArgs {
    /// The report to write: .json, .xml for JUnit, or .md for Markdown.
    #[arg(value_name = "OUT")]
    pub out: PathBuf,

    /// The reports of the shards, in JSON.
    #[arg(required = true, value_name = "IN")]
    pub reports: Vec<PathBuf>,
}

/// Print a report as Markdown: page counts, what changed, what was found.
///
/// It fits into a comment on a pull request, whatever the size of the project.
#[derive(Debug, Args)]
pub struct ShowArgs {
    /// The report, in JSON.
    #[arg(value_name = "REPORT")]
    pub report: PathBuf,

    /// Show what changed since this earlier report, in JSON.
    #[arg(long, value_name = "REPORT")]
    pub since: Option<PathBuf>,
}

/// Explain a problem that recto reports, with an example.
#[derive(Debug, Args)]
pub struct ExplainArgs {
    /// The id in brackets, such as `unknown-key`; all are listed if none is named.
    #[arg(value_name = "ID")]
    pub id: Option<String>,
}

/// Print the JSON Schema of a CV, for editors.
///
/// Editors that know it complete what you type and mark slips. `recto init` writes it beside the CV, whose first line names
/// it; `recto schema > cv.schema.json` renews it after an update of recto.
#[derive(Debug, Args)]
pub struct SchemaArgs {}

/// Show what a program reads in a PDF.
///
/// The text in the order of the file, as parsers of CVs get it; with `--tags` the tree that reading aids go by.
#[derive(Debug, Args)]
pub struct ReadArgs {
    /// The PDF.
    #[arg(value_name = "PDF")]
    pub pdf: PathBuf,

    /// Show the tree of tags.
    #[arg(long)]
    pub tags: bool,
}

/// Get back the CV that goes along in a PDF made with `--attach`.
///
/// An existing file is never overwritten.
#[derive(Debug, Args)]
pub struct ExtractArgs {
    /// The PDF.
    #[arg(value_name = "PDF")]
    pub pdf: PathBuf,

    /// Where to write it; standard output if left away.
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<PathBuf>,
}

#[derive(Debug, Clone, Args)]
pub struct FontArgs {
    /// Also use the fonts in this folder; may be given several times.
    #[arg(long, value_name = "FOLDER")]
    pub font_path: Vec<PathBuf>,

    /// Also use the fonts of this machine. The pages may then look different on others.
    #[arg(long)]
    pub system_fonts: bool,
}

#[derive(Debug, Args)]
pub struct MessageArgs {
    /// How problems are written: the last three on standard output, for programs.
    #[arg(long, value_name = "FORMAT", default_value = "full")]
    pub message_format: MessageFormatArg,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum MessageFormatArg {
    /// With the line and ways out.
    Full,
    /// One line each: `file:line:column: severity[id]: message`.
    Short,
    /// One JSON object a line; keys are only ever added.
    Json,
    /// Annotations of GitHub's workflows.
    Github,
    /// One XML document, as CI systems read it.
    Junit,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum ReferencesArg {
    /// For LaTeX, al-folio and most programs: .bib
    Bibtex,
    /// For Zotero, pandoc and whatever uses CSL: .json
    CslJson,
}

impl ReferencesArg {
    /// What the library calls it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Bibtex => "bibtex",
            Self::CslJson => "csl-json",
        }
    }
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum PaperArg {
    /// 210 × 297 mm
    A4,
    /// 8.5 × 11 in
    Letter,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ExplainArg {
    /// For people.
    Text,
    /// For machines; keys are only ever added.
    Json,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum SyntaxArg {
    Yaml,
    Json,
    Toml,
}

/// Standards of PDF.
#[derive(Debug, Clone)]
pub struct Standards(pub Vec<Standard>);

fn standards(text: &str) -> Result<Standards, String> {
    let known = || Standard::ALL.iter().map(|(name, _)| *name).collect::<Vec<_>>().join(", ");
    parse_standards(text).map(Standards).map_err(|message| format!("{message}; there are {}", known()))
}

fn assignment(text: &str) -> Result<(String, String), String> {
    let (name, value) = text.split_once('=').ok_or("write it as OPTION=VALUE")?;
    Ok((name.trim().to_owned(), value.trim().to_owned()))
}

/// A format by its name.
fn format(name: &str) -> Result<&'static Format, String> {
    let names = || FORMATS.iter().map(|format| format.name).collect::<Vec<_>>().join(", ");
    Format::by_name(name).ok_or_else(|| format!("there are {}", names()))
}
