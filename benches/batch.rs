//! What a batch of different CVs costs: `cargo bench --bench batch [-- NUMBER OF CVS…]`.
//!
//! Each CV is built as `full` and `onepage`, with one thread and with one per core, in a process of its own. Beside it
//! stands bare Typst: `typst::compile` and `typst_pdf::pdf` of the documents that come out, one after another in a process
//! that has everything ready. CPU time of all threads, Linux only.

mod cvs;
mod process;

use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

use process::{Run, cpu_of_this, recto};
use recto::compile::{Setup, data};
use recto::diag::Sink;
use recto::document::Paper;
use recto::fit::{DESIGNED, Fate, Tightness};
use recto::layout::{DEFAULT, Layouts, Options};
use recto::model::{Locale, Setting, lower};
use recto::project::{Input, Overrides, build};
use recto::select::{select, without};
use recto::source::Sources;
use recto::syntax;
use recto::world::{Fonts, World};
use typst_layout::PagedDocument;
use typst_pdf::PdfOptions;

/// How many CVs bare Typst sets: the figure for each hardly changes after that.
const BARE: usize = 100;

fn main() {
    let arguments: Vec<_> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    if let [command, folder, count] = arguments.as_slice()
        && command == "generate"
    {
        return generate(Path::new(folder), count.parse().expect("a number of CVs"));
    }
    let counts: Vec<usize> = arguments.iter().map(|count| count.parse().expect("a number of CVs")).collect();
    let counts = if counts.is_empty() { vec![1, 10, 100, 1000] } else { counts };
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let bare = Bare::of(*counts.iter().max().expect("there is a number").min(&BARE));
    println!("bare Typst, warm: full {:.1}, onepage {:.1} ms CPU", bare.full, bare.one_page);
    for count in counts {
        let folder = tempfile::tempdir().expect("there is room for files");
        generate(folder.path(), count);
        println!("{count} CVs");
        let full = recto(folder.path(), &["build", "--force", "-j", "1", "--variant", "full"]);
        show("full, 1 thread", count, &full, bare.full);
        let one_page = recto(folder.path(), &["build", "--force", "-j", "1", "--variant", "onepage"]);
        show("onepage, 1 thread", count, &one_page, bare.one_page);
        let one = recto(folder.path(), &["build", "--force", "-j", "1"]);
        show("both, 1 thread", count, &one, bare.full + bare.one_page);
        let all = recto(folder.path(), &["build", "--force", "-j", &cores.to_string()]);
        show(&format!("both, {cores} threads"), count, &all, bare.full + bare.one_page);
        // What this machine could give at best.
        let apart = apart(folder.path(), cores);
        println!("  {:.2} × one thread; {cores} processes: {:.2} ×", one.seconds / all.seconds, one.seconds / apart);
        let again = recto(folder.path(), &["build", "-j", &cores.to_string()]);
        println!(
            "  again, unchanged: {:.3} of the time, {:.3} of the CPU",
            again.seconds / all.seconds,
            again.cpu / all.cpu
        );
    }
}

fn show(name: &str, count: usize, run: &Run, bare: f64) {
    let (rate, cpu) = (count as f64 / run.seconds, run.cpu / count as f64);
    let (ratio, peak) = (cpu / bare, run.peak >> 20);
    println!("  {name:<18} {rate:6.1} CVs/s  {cpu:6.1} ms CPU a CV = {ratio:.2} × bare  {peak:4} MiB");
}

/// How many seconds it takes when each core has a process of its own, which shares nothing with others.
fn apart(folder: &Path, cores: usize) -> f64 {
    let started = Instant::now();
    std::thread::scope(|scope| {
        for number in 1..=cores {
            scope.spawn(move || {
                let (shard, cache) = (format!("{number}/{cores}"), format!("cache-{number}"));
                recto(folder, &["build", "--force", "-j", "1", "--shard", &shard, "--cache", &cache]);
            });
        }
    });
    started.elapsed().as_secs_f64()
}

/// Writes a project of so many CVs.
fn generate(folder: &Path, count: usize) {
    fs::create_dir_all(folder.join("cvs")).expect("the folder can be written");
    let project = "inputs = [\"cvs/*.yaml\"]\nvariants = [\"full\", \"onepage\"]\noutput = \"out/\"\n";
    fs::write(folder.join("recto.toml"), project).expect("the folder can be written");
    for number in 0..count {
        fs::write(folder.join(format!("cvs/{number:05}.yaml")), cvs::cv(number as u64)).expect("it can be written");
    }
}

/// Milliseconds of CPU that Typst takes for the documents of a CV, on average.
struct Bare {
    full: f64,
    one_page: f64,
}

impl Bare {
    fn of(count: usize) -> Self {
        let fonts = Arc::new(Fonts::bundled());
        let documents: Vec<_> = (0..count).map(|number| documents(number as u64, &fonts)).collect();
        comemo::evict(0);
        let mut world = World::new(fonts);
        // The first round makes everything ready.
        for data in &documents[0] {
            set(&mut world, data);
        }
        let (mut full, mut one_page) = (0.0, 0.0);
        for [of_full, of_one_page] in &documents {
            full += set(&mut world, of_full);
            one_page += set(&mut world, of_one_page);
        }
        Self { full: full / count as f64, one_page: one_page / count as f64 }
    }
}

/// Milliseconds of CPU that a document takes.
fn set(world: &mut World, (cv, options): &(Vec<u8>, Vec<u8>)) -> f64 {
    world.set_data(cv.clone(), options.clone());
    let before = cpu_of_this();
    let pages = typst::compile::<PagedDocument>(world).output.expect("it compiles");
    let pdf = typst_pdf::pdf(&pages, &PdfOptions::default()).expect("it can be exported");
    assert!(!pdf.is_empty());
    comemo::evict(0);
    cpu_of_this() - before
}

/// What layouts read of a CV's two variants, as they are set in the end.
fn documents(number: u64, fonts: &Arc<Fonts>) -> [(Vec<u8>, Vec<u8>); 2] {
    let (mut sources, mut sink) = (Sources::new(), Sink::new());
    let file = sources.add("cv.yaml", cvs::cv(number));
    let yaml = syntax::by_name("yaml").expect("YAML is known");
    let input = Input::read("cv", "", file, yaml, &mut sources, &mut sink).expect("it is a CV");
    let locale = Locale::by_code("en").expect("English is built in");
    let owner = input.cv.settings.owner(&input.cv.basics);
    let layouts = Layouts::built_in();
    let layout = layouts.find(DEFAULT, Path::new(""), None, &mut sources, &mut sink).expect("it is built in");
    let designed = Options::resolve(&layout.manifest, [], &mut sink);
    ["full", "onepage"].map(|name| {
        let variant = input.cv.settings.variant(name).expect("it is built in");
        let mut world = World::new(Arc::clone(fonts));
        let built = build(&input, variant, &Overrides::default(), &layouts, &mut world, &mut Sources::new());
        let fit = built.expect("it can be built").fit;
        let paths = |fate| fit.as_ref().map(|fit| fit.paths(fate)).unwrap_or_default();
        let (dropped, short) = (paths(Fate::LeftOut), paths(Fate::Shortened));
        let step = fit.map_or(DESIGNED, |fit| fit.step);
        let options = Tightness::new(&layout.manifest, &designed).at(step);
        let unheard = Default::default();
        let setting = Setting::new("en", &locale, &owner, &short, &unheard);
        let document = lower(&without(&select(&input.cv, variant), &dropped), &setting);
        let one_page = variant.pages == Some(1);
        let setup = Setup {
            layout: &layout,
            options: &options,
            paper: Paper::A4,
            one_page,
            endless: false,
            attach: false,
            bleed: None,
        };
        data(&document, setup).expect("it is JSON")
    })
}
