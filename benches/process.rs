//! What processes take: time, CPU, memory. Linux only.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// What a process took.
pub struct Run {
    pub seconds: f64,
    /// Milliseconds that all its threads have run.
    pub cpu: f64,
    /// The most memory it had at a time, in bytes.
    pub peak: usize,
}

/// Runs recto in a folder; it must succeed.
pub fn recto(folder: &Path, arguments: &[&str]) -> Run {
    let before = cpu_of_children();
    let started = Instant::now();
    let mut recto = Command::new(env!("CARGO_BIN_EXE_recto"));
    recto.current_dir(folder).args(arguments).stdout(Stdio::null()).stderr(Stdio::null());
    let mut child = recto.spawn().expect("recto starts");
    let mut peak = 0;
    let status = loop {
        peak = memory(child.id()).unwrap_or(peak);
        match child.try_wait().expect("recto can be waited for") {
            Some(status) => break status,
            None => std::thread::sleep(Duration::from_millis(1)),
        }
    };
    let seconds = started.elapsed().as_secs_f64();
    assert!(status.success(), "recto {arguments:?} fails");
    Run { seconds, cpu: cpu_of_children() - before, peak }
}

/// The most memory a process had so far, in bytes.
fn memory(process: u32) -> Option<usize> {
    let status = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    Some(line.trim().trim_end_matches(" kB").parse::<usize>().ok()? << 10)
}

/// Milliseconds that all threads of this process have run.
pub fn cpu_of_this() -> f64 {
    let threads = fs::read_dir("/proc/self/task").expect("this is Linux");
    let run = |thread: std::io::Result<fs::DirEntry>| -> f64 {
        let stat = fs::read_to_string(thread.expect("a thread").path().join("schedstat")).unwrap_or_default();
        stat.split(' ').next().and_then(|nanoseconds| nanoseconds.parse().ok()).unwrap_or(0.0)
    };
    threads.map(run).sum::<f64>() / 1e6
}

/// Milliseconds that finished children of this process have run, in steps of 10.
pub fn cpu_of_children() -> f64 {
    let stat = fs::read_to_string("/proc/self/stat").expect("this is Linux");
    let fields: Vec<_> = stat.rsplit(')').next().unwrap_or_default().split_whitespace().collect();
    // Fields 16 and 17 of proc(5); two stand before the parenthesis.
    fields[13..15].iter().map(|ticks| ticks.parse::<f64>().expect("a number") * 10.0).sum()
}
