//! The flags that say how something is set, as decisions.

use std::path::{Path, PathBuf};

use recto::diag::{Sink, near_hint};
use recto::document::{Day, Paper};
use recto::layout::Layouts;
use recto::model::{Locale, PdfSettings, Said, Variant};
use recto::project::{Input, Overrides};
use recto::source::Sources;

use crate::args::{PaperArg, SettingArgs};

/// The folder of layouts beside a CV, and in the user's folder.
pub const LAYOUTS: &str = "layouts";

/// What the flags and the environment override.
///
/// # Errors
/// A sentence on the flag that names what does not exist.
pub fn overrides(args: &SettingArgs) -> Result<Overrides, String> {
    if let Some(lang) = args.lang.as_deref().filter(|lang| Locale::by_code(lang).is_none()) {
        return Err(unknown("language", lang, Locale::codes()));
    }
    Ok(Overrides {
        layout: args.layout.clone(),
        paper: args.paper.map(|paper| match paper {
            PaperArg::A4 => Paper::A4,
            PaperArg::Letter => Paper::Letter,
        }),
        lang: args.lang.clone(),
        options: args.set.clone(),
        date: source_date()?,
        root: args.root.clone(),
        format: Default::default(),
        dpi: None,
        pdf: PdfSettings {
            standard: args.standard.clone().map(|standards| Said::by_flag(standards.0)),
            print: args.print.then(|| Said::by_flag(true)),
            bleed: args.bleed,
            attach: args.attach.then(|| Said::by_flag(true)),
        },
    })
}

/// Where layouts are looked up for a CV in `folder`: beside it, where recto was called, in the user's folder, in the binary.
///
/// # Errors
/// A sentence on the layout that the flags ask for, if it is not there.
pub fn layouts(folder: &Path, overrides: &Overrides) -> Result<Layouts, String> {
    let mut folders = vec![folder.join(LAYOUTS)];
    folders.extend(shared_layouts());
    folders.dedup();
    let layouts = Layouts::in_folders(folders);
    if let Some(asked) = &overrides.layout {
        let mut sink = Sink::new();
        // What is wrong in the layout itself is told with its place when it is used.
        layouts.find(asked, Path::new(""), None, &mut Sources::new(), &mut sink);
        if let Some(fault) = sink.iter().find(|fault| fault.id == "unknown-layout") {
            return Err(std::iter::once(&fault.message).chain(&fault.hints).cloned().collect::<Vec<_>>().join("; "));
        }
    }
    Ok(layouts)
}

/// Where layouts are looked up for every CV: where recto was called, in the user's folder.
pub fn shared_layouts() -> Vec<PathBuf> {
    let config = dirs::config_dir().map(|config| config.join("recto").join(LAYOUTS));
    std::iter::once(PathBuf::from(LAYOUTS)).chain(config).collect()
}

/// The variant with this name, or the first.
///
/// # Errors
/// A sentence on the name that no variant has.
pub fn variant_of<'a>(input: &'a Input, name: Option<&str>) -> Result<&'a Variant, String> {
    let variants = &input.cv.settings.variants;
    let Some(name) = name else { return Ok(&variants[0]) };
    let names = variants.iter().map(|variant| variant.name.value.as_str());
    input.cv.settings.variant(name).ok_or_else(|| unknown("variant", name, names))
}

/// `unknown layout `scholr`; did you mean `scholar`?`
pub fn unknown<'a>(what: &str, name: &str, known: impl IntoIterator<Item = &'a str> + Clone) -> String {
    format!("unknown {what} `{name}`; {}", near_hint(name, known).unwrap_or_default())
}

/// The day it is: that in SOURCE_DATE_EPOCH, else the clock's, in UTC.
///
/// # Errors
/// A sentence on SOURCE_DATE_EPOCH if it holds no date.
pub fn today() -> Result<Option<Day>, String> {
    #[expect(clippy::disallowed_methods, reason = "the program reads the clock, here")]
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).ok();
    let seconds = now.and_then(|now| i64::try_from(now.as_secs()).ok());
    Ok(source_date()?.or_else(|| seconds.and_then(day)))
}

/// The day in SOURCE_DATE_EPOCH, which build systems set for outputs that can be reproduced.
fn source_date() -> Result<Option<Day>, String> {
    #[expect(clippy::disallowed_methods, reason = "the program reads the environment, here")]
    let Ok(epoch) = std::env::var("SOURCE_DATE_EPOCH") else { return Ok(None) };
    let seconds = epoch.parse().map_err(|_| format!("SOURCE_DATE_EPOCH=`{epoch}` is no count of seconds"))?;
    day(seconds).map(Some).ok_or_else(|| format!("SOURCE_DATE_EPOCH=`{epoch}` lies too far away"))
}

/// The day of a time in seconds since 1970.
fn day(seconds: i64) -> Option<Day> {
    let date = time::OffsetDateTime::from_unix_timestamp(seconds).ok()?;
    let year = u16::try_from(date.year()).ok()?;
    Some(Day { year, month: Some(u8::from(date.month())), day: Some(date.day()) })
}
