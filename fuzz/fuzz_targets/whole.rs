//! Everything that happens to a file before a page is set.

use std::cell::RefCell;
use std::collections::BTreeSet;

use recto::check::{Subject, check};
use recto::diag::{Sink, full};
use recto::document::Day;
use recto::model::{Locale, Setting, lower};
use recto::project::Input;
use recto::select::select;
use recto::source::Sources;
use recto::syntax;

pub fn whole(syntax: &str, bytes: &[u8]) {
    let (Ok(text), Some(syntax)) = (std::str::from_utf8(bytes), syntax::by_name(syntax)) else { return };
    let mut sources = Sources::new();
    let mut sink = Sink::new();
    let file = sources.add("fuzz", text);
    if let Some(input) = Input::read("fuzz", "", file, syntax, &mut sources, &mut sink) {
        let locale = Locale::by_code("en").expect("English is built in");
        let owner = input.cv.settings.owner(&input.cv.basics);
        let (short, unheard) = (BTreeSet::new(), RefCell::new(Sink::new()));
        for variant in &input.cv.settings.variants {
            lower(&select(&input.cv, variant), &Setting::new("en", &locale, &owner, &short, &unheard));
        }
        let today = Day { year: 2026, month: Some(11), day: Some(22) };
        sink.extend(check(&Subject::new(&input.cv, &input.node, Some(today))));
    }
    for found in sink.iter().take(5) {
        full(found, &sources, false);
    }
}
