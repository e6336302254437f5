//! A single text of the owner: Markdown, links, dates.
#![no_main]

mod whole;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let quoted: String =
        text.chars().flat_map(|c| if c == '"' || c == '\\' { vec!['\\', c] } else { vec![c] }).collect();
    let quoted = quoted.replace('\n', "\\n");
    let cv = format!(
        "basics: {{name: \"{quoted}\"}}\nwork: [{{summary: \"{quoted}\", startDate: \"{quoted}\", url: \"{quoted}\"}}]\n"
    );
    whole::whole("yaml", cv.as_bytes());
});
