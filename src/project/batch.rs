//! Pieces of work on several threads: taken from one queue, kept apart, told of as they finish.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc;

/// Layouts that nest deeply need as much as a program's first thread has.
const STACK: usize = 16 << 20;

thread_local! {
    static IS_AT_WORK: Cell<bool> = const { Cell::new(false) };
}

/// Whether this thread is at a piece of work: a program that prints panics may leave those out, which are told otherwise.
pub fn is_at_work() -> bool {
    IS_AT_WORK.get()
}

/// What a piece of work came to; or what it said when it panicked.
pub type Worked<T> = Result<T, String>;

/// Works on the pieces `0..count` with `threads` workers, each made by `start` on its own thread, or on this one if there is
/// one worker only; made anew after a panic. `finished` is called on this thread as pieces finish, in whatever order; after it breaks no more are begun.
///
/// Plain threads: what Typst hands to its own pool would begin other documents on the stack of a waiting one.
pub fn work<W, T: Send>(
    count: usize,
    threads: usize,
    start: impl Fn() -> W + Sync,
    work: impl Fn(&mut W, usize) -> T + Sync,
    mut finished: impl FnMut(usize, Worked<T>) -> ControlFlow<()>,
) {
    let threads = threads.clamp(1, count.max(1));
    let (next, stop) = (AtomicUsize::new(0), AtomicBool::new(false));
    let run = |done: &mut dyn FnMut(usize, Worked<T>) -> ControlFlow<()>| {
        let mut worker = None;
        while !stop.load(Ordering::Relaxed) {
            let index = next.fetch_add(1, Ordering::Relaxed);
            if index >= count {
                break;
            }
            IS_AT_WORK.set(true);
            let result = catch_unwind(AssertUnwindSafe(|| work(worker.get_or_insert_with(&start), index)));
            IS_AT_WORK.set(false);
            if result.is_err() {
                // It may have been left halfway.
                worker = None;
            }
            if done(index, result.map_err(|panic| message(&*panic))).is_break() {
                break;
            }
        }
    };
    if threads == 1 {
        // The first thread of a process gets memory faster than others, and fastest if there are no others.
        return run(&mut finished);
    }
    let (sender, results) = mpsc::channel();
    let run = |sender: mpsc::Sender<_>| {
        run(&mut |index, result| match sender.send((index, result)) {
            Ok(()) => ControlFlow::Continue(()),
            Err(_) => ControlFlow::Break(()),
        });
    };
    std::thread::scope(|scope| {
        let run = &run;
        for number in 0..threads {
            let sender = sender.clone();
            let thread = std::thread::Builder::new().name(format!("recto-job-{number}")).stack_size(STACK);
            if thread
                .spawn_scoped(scope, {
                    let sender = sender.clone();
                    move || run(sender)
                })
                .is_err()
                && number == 0
            {
                // A machine without room for a thread still has this one.
                run(sender);
            }
        }
        drop(sender);
        for (index, result) in results {
            if finished(index, result).is_break() {
                stop.store(true, Ordering::Relaxed);
            }
        }
    });
}

/// Works on every item of a list; results stand in its order.
pub(super) fn map<I: Sync, T: Send>(items: &[I], threads: usize, each: impl Fn(&I) -> T + Sync) -> Vec<Worked<T>> {
    let mut results = BTreeMap::new();
    let keep = |index, result| {
        results.insert(index, result);
        ControlFlow::Continue(())
    };
    work(items.len(), threads, || (), |(), index| each(&items[index]), keep);
    results.into_values().collect()
}

/// Hands results out in the order of the work, however they arrive.
#[derive(Debug)]
pub struct InOrder<T> {
    next: usize,
    waiting: BTreeMap<usize, T>,
}

impl<T> Default for InOrder<T> {
    fn default() -> Self {
        Self { next: 0, waiting: BTreeMap::new() }
    }
}

impl<T> InOrder<T> {
    /// Takes a result; returns those whose turn it is.
    pub fn take(&mut self, index: usize, result: T) -> Vec<(usize, T)> {
        self.waiting.insert(index, result);
        let mut ready = Vec::new();
        while let Some(result) = self.waiting.remove(&self.next) {
            ready.push((self.next, result));
            self.next += 1;
        }
        ready
    }

    /// Those that still wait when some before them were never begun.
    pub fn rest(self) -> Vec<(usize, T)> {
        self.waiting.into_iter().collect()
    }
}

/// What a panic said.
fn message(panic: &(dyn std::any::Any + Send)) -> String {
    let text = panic.downcast_ref::<&str>().map(|text| (*text).to_owned());
    text.or_else(|| panic.downcast_ref::<String>().cloned()).unwrap_or_else(|| "without a word".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_harms_no_other_work() {
        let mut results = InOrder::default();
        let mut told = Vec::new();
        let work_on = |state: &mut usize, index: usize| {
            assert!(index != 7, "seven");
            *state += 1;
            index * 2
        };
        work(
            20,
            3,
            || 0,
            work_on,
            |index, result| {
                told.extend(results.take(index, result));
                ControlFlow::Continue(())
            },
        );
        let expected = (0..20).map(|index| (index, if index == 7 { Err("seven".to_owned()) } else { Ok(index * 2) }));
        assert_eq!(told, expected.collect::<Vec<_>>());
    }

    #[test]
    fn nothing_is_begun_after_a_break() {
        let mut count = 0;
        work(
            1000,
            1,
            || (),
            |(), _| std::thread::sleep(std::time::Duration::from_millis(1)),
            |_, _| {
                count += 1;
                ControlFlow::Break(())
            },
        );
        assert!(count < 100, "{count}");
    }

    #[test]
    fn lists_keep_their_order() {
        assert_eq!(map(&[3, 1, 2], 2, |n| n * 10), [Ok(30), Ok(10), Ok(20)]);
        assert_eq!(map(&[] as &[u8], 2, |n| *n), []);
    }
}
