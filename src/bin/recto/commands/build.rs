//! `recto build`

use std::io::Read;
use std::path::{Path, PathBuf};

use recto::diag::{Severity, Sink, near_hint};
use recto::document::{Day, Paper};
use recto::layout::Layouts;
use recto::model::{Locale, Variant};
use recto::project::{self, Built, Input, Overrides, Pattern};
use recto::source::Sources;
use recto::syntax::{self, Syntax};
use recto::world::World;

use crate::Status;
use crate::args::{BuildArgs, PaperArg, SyntaxArg};
use crate::terminal::Terminal;

pub fn run(args: &BuildArgs, terminal: &mut Terminal) -> Status {
    let mut builder = match Builder::new(args, terminal) {
        Ok(builder) => builder,
        Err(message) => return terminal.refuse(message, None),
    };
    // Every CV is tried, whatever becomes of the others.
    args.cvs.iter().map(|path| builder.build(path, terminal)).max().unwrap_or(Status::Fine)
}

/// The flags as decisions.
struct Builder<'a> {
    args: &'a BuildArgs,
    overrides: Overrides,
    target: Target,
    layouts: Layouts,
    world: World,
    /// The outputs so far: two with one name would destroy each other.
    taken: Vec<PathBuf>,
}

/// Where PDFs go.
enum Target {
    Stdout,
    Files(Pattern),
}

impl<'a> Builder<'a> {
    fn new(args: &'a BuildArgs, terminal: &Terminal) -> Result<Self, String> {
        let target = match args.output.as_deref() {
            Some("-") if terminal.out_is_terminal() => {
                return Err("a PDF is not for the terminal; send standard output to a file or a program".into());
            }
            Some("-") if args.cvs.len() != 1 || args.variant.len() != 1 => {
                return Err("`-o -` takes a single PDF: name one CV and one `--variant`".into());
            }
            Some("-") => Target::Stdout,
            asked => Target::Files(Pattern::new(asked).map_err(|fault| fault.to_string())?),
        };
        let layouts = Layouts::built_in();
        if let Some(name) = args.layout.as_deref().filter(|name| layouts.names().all(|known| known != *name)) {
            return Err(unknown("layout", name, layouts.names()));
        }
        if let Some(lang) = args.lang.as_deref().filter(|lang| Locale::by_code(lang).is_none()) {
            return Err(unknown("language", lang, Locale::codes()));
        }
        let fonts = crate::fonts::load(&args.fonts)?;
        let overrides = Overrides {
            layout: args.layout.clone(),
            paper: args.paper.map(|paper| match paper {
                PaperArg::A4 => Paper::A4,
                PaperArg::Letter => Paper::Letter,
            }),
            lang: args.lang.clone(),
            options: args.set.clone(),
            date: source_date()?,
        };
        let world = World::new(fonts, layouts.clone());
        Ok(Self { args, overrides, target, layouts, world, taken: Vec::new() })
    }

    fn build(&mut self, path: &Path, terminal: &mut Terminal) -> Status {
        let (text, name) = match read(path) {
            Ok(read) => read,
            Err(message) => return terminal.refuse(message, None),
        };
        let Some(syntax) = self.syntax(path) else {
            let message = format!("`{}` has no extension that recto knows", path.display());
            return terminal.refuse(message, Some("use .yaml, .json or .toml"));
        };
        let mut sources = Sources::new();
        let file = sources.add(name, text);
        let mut sink = Sink::new();
        let stem =
            path.file_stem().filter(|_| path != Path::new("-")).map_or("cv".into(), |stem| stem.to_string_lossy());
        let input = Input::read(stem, file, syntax, &sources, &mut sink);
        let usable = input.filter(|_| !self.fails(&sink));
        self.report(&sink, &sources, terminal);
        let Some(input) = usable else { return Status::Problems };
        let jobs = match self.variants(&input).and_then(|variants| self.jobs(&input, variants)) {
            Ok(jobs) => jobs,
            Err(message) => return terminal.refuse(message, None),
        };
        let mut status = Status::Fine;
        let mut finished = Vec::new();
        for (variant, path) in jobs {
            let built = project::build(&input, variant, &self.overrides, &self.layouts, &mut self.world, &mut sources);
            let (found, built) = match built {
                Ok(built) => (built.warnings.clone(), Some(built)),
                Err(diagnostics) => (diagnostics, None),
            };
            // What holds for several variants is said once.
            let known: Vec<_> = sink.iter().cloned().collect();
            let new: Sink = found.iter().filter(|diagnostic| !known.contains(diagnostic)).cloned().collect();
            self.report(&new, &sources, terminal);
            sink.extend(found.iter().cloned());
            match built.filter(|_| !self.fails(&found.into_iter().collect())) {
                // Under `--strict` it is not known yet whether anything may be written.
                Some(built) if self.args.strict => finished.push((path, built)),
                Some(built) => status = status.max(write(path, &built, terminal)),
                None => status = status.max(Status::Problems),
            }
        }
        match status {
            Status::Fine => {
                finished.into_iter().map(|(path, built)| write(path, &built, terminal)).max().unwrap_or(status)
            }
            _ => status,
        }
    }

    /// Where each variant goes; `None` for standard output.
    ///
    /// # Errors
    /// If two outputs would have one name.
    fn jobs<'b>(
        &mut self,
        input: &Input,
        variants: Vec<&'b Variant>,
    ) -> Result<Vec<(&'b Variant, Option<PathBuf>)>, String> {
        let mut jobs = Vec::new();
        for variant in variants {
            let Target::Files(pattern) = &self.target else {
                jobs.push((variant, None));
                continue;
            };
            let (layout, lang) = self.overrides.layout_and_lang(input, variant);
            let path = pattern.path(&input.stem, &variant.name.value, layout, lang);
            let is_input = |cv: &PathBuf| {
                std::fs::canonicalize(cv).is_ok_and(|cv| std::fs::canonicalize(&path).is_ok_and(|p| p == cv))
            };
            if self.args.cvs.iter().any(is_input) {
                return Err(format!(
                    "`{}` is a CV and is not overwritten; choose another name with `-o`",
                    path.display()
                ));
            }
            if self.taken.contains(&path) {
                let shown = path.display();
                return Err(format!(
                    "`{shown}` would be written twice; tell outputs apart: `-o '{{stem}}-{{variant}}.pdf'`"
                ));
            }
            self.taken.push(path.clone());
            jobs.push((variant, Some(path)));
        }
        Ok(jobs)
    }

    fn variants<'b>(&self, input: &'b Input) -> Result<Vec<&'b Variant>, String> {
        let known = &input.cv.settings.variants;
        if self.args.variant.is_empty() {
            return Ok(known.iter().collect());
        }
        let find = |name: &String| {
            input.cv.settings.variant(name).ok_or_else(|| {
                let names = known.iter().map(|variant| variant.name.value.as_str());
                unknown(&format!("variant of `{}`", input.stem), name, names)
            })
        };
        let mut names = self.args.variant.clone();
        names.dedup();
        names.iter().map(find).collect()
    }

    fn syntax(&self, path: &Path) -> Option<&'static dyn Syntax> {
        if path != Path::new("-") {
            return syntax::by_path(path);
        }
        syntax::by_name(match self.args.syntax {
            SyntaxArg::Yaml => "yaml",
            SyntaxArg::Json => "json",
            SyntaxArg::Toml => "toml",
        })
    }

    /// Whether nothing may be built from this: after errors, and under `--strict` after anything.
    fn fails(&self, sink: &Sink) -> bool {
        sink.has_errors() || (self.args.strict && sink.iter().next().is_some())
    }

    fn report(&self, sink: &Sink, sources: &Sources, terminal: &mut Terminal) {
        let shown = |severity| severity != Severity::Advice || self.args.strict;
        for diagnostic in sink.iter().filter(|diagnostic| shown(diagnostic.severity)) {
            terminal.diagnostic(diagnostic, sources);
        }
    }
}

/// Writes a finished PDF and says so.
fn write(path: Option<PathBuf>, built: &Built, terminal: &mut Terminal) -> Status {
    let Some(path) = path else {
        return match terminal.bytes(&built.pdf) {
            Ok(()) => Status::Fine,
            Err(error) => terminal.refuse(format_args!("cannot write to standard output ({error})"), None),
        };
    };
    match project::write(&path, &built.pdf) {
        Ok(()) => {
            terminal.say(format_args!("{}  {}", path.display(), describe(built)));
            Status::Fine
        }
        Err(error) => terminal.refuse(format_args!("cannot write `{}` ({error})", path.display()), None),
    }
}

/// The text and the name to show for it.
fn read(path: &Path) -> Result<(String, String), String> {
    let mut bytes = Vec::new();
    let (result, name) = match path == Path::new("-") {
        true => (std::io::stdin().lock().read_to_end(&mut bytes), "<stdin>".to_owned()),
        false => {
            let result = std::fs::File::open(path).and_then(|mut file| file.read_to_end(&mut bytes));
            (result, path.display().to_string())
        }
    };
    result.map_err(|error| format!("cannot read `{name}` ({error})"))?;
    String::from_utf8(bytes).map(|text| (text, name.clone())).map_err(|error| {
        format!("`{name}` is not UTF-8 text (byte {}); save it as UTF-8", error.utf8_error().valid_up_to())
    })
}

/// `3 pages, 96 KiB`, and for a fitted one `98 % filled, 31 of 54 items, spacing 82 %, 10pt`.
fn describe(built: &Built) -> String {
    let pages = if built.pages == 1 { "1 page".to_owned() } else { format!("{} pages", built.pages) };
    let mut line = format!("{pages}, {} KiB", built.pdf.len().div_ceil(1024));
    if let Some(fit) = &built.fit {
        line += &format!(", {:.0} % filled", built.fill * 100.0);
        line += &match fit.left_out() {
            0 => ", all items".to_owned(),
            _ => format!(", {} of {} items", fit.kept, fit.total),
        };
        line += &format!(", spacing {:.0} %", fit.spacing * 100.0);
        line += &fit.size.as_ref().map(|size| format!(", {size}")).unwrap_or_default();
    }
    line
}

/// `unknown layout `scholr`; did you mean `scholar`?`
fn unknown<'a>(what: &str, name: &str, known: impl IntoIterator<Item = &'a str> + Clone) -> String {
    format!("unknown {what} `{name}`; {}", near_hint(name, known).unwrap_or_default())
}

/// The day in SOURCE_DATE_EPOCH, which build systems set for outputs that can be reproduced.
fn source_date() -> Result<Option<Day>, String> {
    #[expect(clippy::disallowed_methods, reason = "the program reads the environment, here")]
    let Ok(epoch) = std::env::var("SOURCE_DATE_EPOCH") else { return Ok(None) };
    let date = epoch.parse().ok().and_then(|seconds| time::OffsetDateTime::from_unix_timestamp(seconds).ok());
    let date = date.ok_or_else(|| format!("SOURCE_DATE_EPOCH=`{epoch}` is no count of seconds"))?;
    let year = u16::try_from(date.year()).map_err(|_| format!("SOURCE_DATE_EPOCH=`{epoch}` lies too far away"))?;
    Ok(Some(Day { year, month: Some(u8::from(date.month())), day: Some(date.day()) }))
}
