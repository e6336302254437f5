//! Files in YAML.
#![no_main]

mod whole;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| whole::whole("yaml", bytes));
