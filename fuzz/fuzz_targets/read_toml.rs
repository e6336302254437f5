//! Files in TOML.
#![no_main]

mod whole;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| whole::whole("toml", bytes));
