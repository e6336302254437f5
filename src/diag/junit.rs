//! JUnit's XML, which CI systems show as test results: a test case a file.

use std::io;

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};

use super::format::{Case, Finding, MessageFormat};
use super::located::Located;

/// One document, at the end of the run.
pub(super) struct Junit;

impl MessageFormat for Junit {
    fn name(&self) -> &'static str {
        "junit"
    }

    fn is_for_machines(&self) -> bool {
        true
    }

    fn finding(&self, _found: &Finding, _color: bool) -> Option<String> {
        None
    }

    fn end(&self, cases: &[Case]) -> Option<String> {
        let mut writer = Writer::new_with_indent(Vec::new(), b' ', 2);
        document(&mut writer, cases).ok()?;
        String::from_utf8(writer.into_inner()).ok()
    }
}

fn document(writer: &mut Writer<Vec<u8>>, cases: &[Case]) -> io::Result<()> {
    let tests = cases.len().to_string();
    let failures =
        cases.iter().filter(|case| case.findings.iter().any(|found| case.is_failure(found))).count().to_string();
    let counts = [("name", "recto"), ("tests", &*tests), ("failures", &*failures), ("errors", "0")];
    writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    writer.create_element("testsuites").with_attributes(counts).write_inner_content(|writer| {
        writer
            .create_element("testsuite")
            .with_attributes(counts)
            .write_inner_content(|writer| cases.iter().try_for_each(|each| case(writer, each)))?;
        Ok(())
    })?;
    Ok(())
}

/// A file: what does not fail it is told as its output.
fn case(writer: &mut Writer<Vec<u8>>, case: &Case) -> io::Result<()> {
    let name = printable(&case.name);
    let mut element = writer.create_element("testcase").with_attributes([("name", &*name), ("classname", "recto")]);
    if let Some(seconds) = case.seconds {
        element = element.with_attribute(("time", &*format!("{seconds:.3}")));
    }
    if case.findings.is_empty() {
        element.write_empty()?;
        return Ok(());
    }
    element.write_inner_content(|writer| {
        for found in case.findings.iter().filter(|found| case.is_failure(found)) {
            let message = printable(&found.message);
            let failure = writer.create_element("failure");
            let failure = failure.with_attributes([("type", &*found.id), ("message", &*message)]);
            failure.write_text_content(BytesText::new(&line(found)))?;
        }
        let rest: Vec<_> = case.findings.iter().filter(|found| !case.is_failure(found)).map(line).collect();
        if !rest.is_empty() {
            writer.create_element("system-out").write_text_content(BytesText::new(&rest.join("\n")))?;
        }
        Ok(())
    })?;
    Ok(())
}

/// `cv.yaml:4:5: error[unknown-key]: unknown key …`, then the hints.
fn line(found: &Located) -> String {
    let place = found.place().map(|place| format!("{place}: ")).unwrap_or_default();
    let hints = found.hints.iter().map(|hint| format!("\n  hint: {hint}")).collect::<String>();
    printable(&format!("{place}{}[{}]: {}{hints}", found.severity.name(), found.id, found.message))
}

/// XML 1.0 has no way at all to write most control characters.
fn printable(text: &str) -> String {
    let allowed =
        |c: char| matches!(c, '\t' | '\n' | '\r') || !(c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}'));
    text.chars().map(|c| if allowed(c) { c } else { '\u{fffd}' }).collect()
}
