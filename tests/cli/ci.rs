//! What `docs/ci.md` promises: its examples, the scripts of the action, the hooks

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use insta::assert_snapshot;
use libtest_mimic::Trial;
use tempfile::TempDir;

use super::SHORT;

pub fn tests() -> Vec<Trial> {
    crate::cases![
        cli_ci: every_example_is_whole, every_command_is_accepted, the_action_builds, the_action_comments_once,
        a_release_is_installed, what_is_committed_is_checked, hooks_of_pre_commit_run,
    ]
}

const PROJECT: &str = "inputs = [\"cvs/*.yaml\"]\noutput = \"out/\"\n";

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn text(path: &str) -> String {
    fs::read_to_string(root().join(path)).expect("it is there")
}

/// The blocks of code in the document, each with its language.
fn blocks() -> Vec<(String, String)> {
    let document = text("docs/ci.md");
    let fenced = document.split("\n```").collect::<Vec<_>>();
    fenced.chunks(2).filter_map(|pair| pair.get(1)?.split_once('\n')).map(|(a, b)| (a.into(), b.into())).collect()
}

/// A project in a folder of its own.
fn project() -> TempDir {
    let folder = tempfile::tempdir().expect("there is room for files");
    write(folder.path(), "recto.toml", PROJECT);
    for name in ["ada", "bob"] {
        let cv = format!("basics: {{ name: {name}, email: {name}@example.org }}\n");
        write(folder.path(), &format!("cvs/{name}.yaml"), &cv);
    }
    folder
}

fn write(folder: &Path, name: &str, content: &str) {
    let path = folder.join(name);
    fs::create_dir_all(path.parent().expect("it lies in a folder")).expect("it can be made");
    fs::write(path, content).expect("it can be written");
}

/// A shell in a folder, with this recto before any other, and without the environment of whoever runs the tests.
fn shell(folder: &Path, script: &str, environment: &[(&str, &str)]) -> Output {
    let recto = Path::new(env!("CARGO_BIN_EXE_recto")).parent().expect("it lies in a folder");
    let path = format!("{}/bin:{}:/usr/local/bin:/usr/bin:/bin", folder.display(), recto.display());
    let mut command = Command::new("sh");
    command.args(["-c", script]).current_dir(folder).env_clear().env("PATH", path).env("HOME", folder);
    command.envs(environment.iter().copied()).output().expect("there is a shell")
}

/// Exit code, standard output, standard error.
fn said(output: &Output) -> String {
    let code = output.status.code().expect("it is not killed");
    let text = |bytes| String::from_utf8_lossy(bytes).into_owned();
    super::without_sizes(format!("exit code {code}\n{}{}", text(&output.stdout), text(&output.stderr)).trim_end())
}

fn every_example_is_whole() {
    let files = ["action.yml", ".pre-commit-hooks.yaml"].map(|name| (name.to_owned(), text(name)));
    let yaml = blocks().into_iter().filter(|(language, _)| language == "yaml");
    let mut count = 0;
    for (name, text) in files.into_iter().chain(yaml) {
        count += 1;
        for event in saphyr_parser::Parser::new_from_str(&text) {
            assert!(event.is_ok(), "{name}: {event:?}\n{text}");
        }
    }
    assert_eq!(count, 8);
    for (_, text) in blocks().into_iter().filter(|(language, _)| language == "toml") {
        assert_eq!(text.trim_end(), PROJECT.trim_end());
    }
    // Every script that the action and the document name is there.
    let named = text("action.yml") + &text("docs/ci.md");
    let scripts = named.split("ci/").skip(1).filter_map(|rest| rest.split_once(".sh")).map(|(name, _)| name);
    let scripts: Vec<_> = scripts.filter(|name| name.chars().all(|c| c.is_alphanumeric() || c == '-')).collect();
    assert!(scripts.len() > 5);
    scripts.iter().for_each(|name| assert!(root().join(format!("ci/{name}.sh")).is_file(), "{name}"));
}

/// Every command of recto in an example does what it says, in a project of its own for each example.
fn every_command_is_accepted() {
    let environment =
        [("CI_NODE_INDEX", "1"), ("CI_NODE_TOTAL", "1"), ("JOB_COMPLETION_INDEX", "0"), ("SLURM_ARRAY_TASK_ID", "1")];
    let mut commands = Vec::new();
    for (_, block) in blocks() {
        let folder = project();
        for line in block.lines() {
            let line = line.trim_start().trim_start_matches("- ").trim_start_matches("command: ");
            if !line.starts_with("recto ") {
                continue;
            }
            commands.push(line.to_owned());
            // One that does not end by itself is asked what it would take.
            let line = if line.starts_with("recto watch") { format!("{line} --help") } else { line.to_owned() };
            let output = shell(folder.path(), &line, &environment);
            assert!(output.status.success(), "{line}\n{}", said(&output));
        }
    }
    assert_snapshot!(commands.join("\n"), @r#"
    recto build --report reports/$CI_NODE_INDEX.json --report reports/$CI_NODE_INDEX.xml
    recto report merge reports/all.json reports/[0-9]*.json
    recto report show reports/all.json > reports/all.md
    recto build --report reports/$$BUILDKITE_PARALLEL_JOB.json
    recto build --report "reports/$JOB_COMPLETION_INDEX.json"
    recto build --report "reports/$SLURM_ARRAY_TASK_ID.json"
    recto build
    recto build --check
    recto build
    recto check --strict cvs/*.yaml
    recto watch
    "#);
}

fn the_action_builds() {
    let folder = project();
    let at = folder.path();
    write(at, "site/recto.toml", PROJECT);
    write(at, "site/cvs/ada.yaml", SHORT);
    write(at, "site/cvs/bad.yaml", "basics: { nme: Cy }\n");
    let (summary, output) = (at.join("summary"), at.join("output"));
    let workspace = at.to_string_lossy().into_owned();
    let environment = [
        ("GITHUB_WORKSPACE", &*workspace),
        ("GITHUB_STEP_SUMMARY", &*summary.to_string_lossy()),
        ("GITHUB_OUTPUT", &*output.to_string_lossy()),
    ];
    let script = format!("cd site && sh '{}/ci/build.sh' ../reports -v full", root().display());
    let built = shell(at, &script, &environment);
    assert_snapshot!(said(&built), @"
    exit code 0
    ::error file=site/cvs/bad.yaml,line=1,endLine=1,col=11,endColumn=14,title=unknown-key::unknown key `nme`%0Ahint: did you mean `name`?
    ::warning file=site/cvs/bad.yaml,line=1,endLine=1,col=1,endColumn=20,title=missing-name::the CV has no name%0Ahint: give it under `basics.name`
    out/ada-full.pdf  1 page, ? KiB
    2 PDFs: 1 built, 1 failed
    ");
    assert_snapshot!(fs::read_to_string(&output).expect("it was written"), @"code=1");
    assert_snapshot!(fs::read_to_string(&summary).expect("it was written"), @"
    ### recto: 2 PDFs: 1 built, 1 failed

    | CV | Pages | Last page |  |
    |---|--:|--:|---|
    | cvs/ada.yaml | 1 | 10 % | built |
    | cvs/bad.yaml |  |  | **failed** |

    <details><summary>2 findings</summary>

    ```text
    cvs/bad.yaml:1:11: error[unknown-key]: unknown key `nme`
      hint: did you mean `name`?
    cvs/bad.yaml:1:1: warning[missing-name]: the CV has no name
      hint: give it under `basics.name`
    ```

    </details>
    ");
    let below = |folder: &str| {
        let found = shell(at, &format!("cd {folder} && find . -type f | sort"), &[]);
        String::from_utf8_lossy(&found.stdout).into_owned()
    };
    assert_snapshot!(below("reports/artifact"), @"
    ./out/ada-full.pdf
    ./report.json
    ./report.md
    ./report.xml
    ");
    // The next run tells what changed since.
    fs::rename(at.join("reports/report.json"), at.join("reports/old.json")).expect("it is there");
    write(at, "site/cvs/bad.yaml", "basics: { name: Cy }\n");
    shell(at, &script, &environment);
    assert_snapshot!(fs::read_to_string(at.join("reports/report.md")).expect("it was written"), @"
    ### recto: 2 PDFs: 1 built, 1 unchanged

    | CV | Pages | Last page |  |
    |---|--:|--:|---|
    | cvs/ada.yaml | 1 | 10 % | unchanged |
    | cvs/bad.yaml | 1 | 3 % | built |
    ");
    assert!(fs::read_to_string(&output).expect("it was written").ends_with("code=0\n"));
}

/// With a `gh` that notes how it is called.
fn the_action_comments_once() {
    let folder = project();
    let at = folder.path();
    let gh = "#!/bin/sh\necho \"gh $*\" >>calls\nfor a in \"$@\"; do case $a in body=@*) cat \"${a#body=@}\" >>calls ;; esac; done\n\
              case $* in *--paginate*) cat old ;; esac\n";
    write(at, "bin/gh", gh);
    write(at, "report.md", "### recto: 2 PDFs: 2 built\n");
    let comment = |old: &str| {
        write(at, "old", old);
        let _ = fs::remove_file(at.join("calls"));
        let script = format!("chmod +x bin/gh && sh '{}/ci/comment.sh' report.md 7 cvs", root().display());
        let output =
            shell(at, &script, &[("GH_REPO", "ada/cvs"), ("GH_TOKEN", "x"), ("TMPDIR", &at.to_string_lossy())]);
        assert_eq!(said(&output), "exit code 0");
        let calls = fs::read_to_string(at.join("calls")).expect("it was called");
        // The name of a temporary file is another each time.
        calls.lines().map(|line| line.split("@/").next().unwrap_or_default()).collect::<Vec<_>>().join("\n")
    };
    assert_snapshot!(comment(""), @r#"
    gh api --paginate repos/ada/cvs/issues/7/comments --jq .[] | select(.user.type == "Bot" and (.body | startswith("<!-- recto cvs -->"))) | .id
    gh api --silent --method POST repos/ada/cvs/issues/7/comments --field body=
    <!-- recto cvs -->
    ### recto: 2 PDFs: 2 built
    "#);
    assert_snapshot!(comment("42\n43\n"), @r#"
    gh api --paginate repos/ada/cvs/issues/7/comments --jq .[] | select(.user.type == "Bot" and (.body | startswith("<!-- recto cvs -->"))) | .id
    gh api --silent --method PATCH repos/ada/cvs/issues/comments/42 --field body=
    <!-- recto cvs -->
    ### recto: 2 PDFs: 2 built
    "#);
    let left = fs::read_dir(at)
        .expect("it is there")
        .flatten()
        .filter(|entry| entry.file_name().to_string_lossy().starts_with("tmp."));
    assert_eq!(left.count(), 0);
}

fn a_release_is_installed() {
    let folder = project();
    let at = folder.path();
    write(at, "recto-1/recto", "#!/bin/sh\necho recto 1\n");
    let made =
        shell(at, "chmod +x recto-1/recto && tar -czf r.tar.gz recto-1 && sha256sum r.tar.gz | cut -d ' ' -f 1", &[]);
    let sum = String::from_utf8_lossy(&made.stdout).trim().to_owned();
    let install = |sum: &str| {
        let script = format!("sh '{}/ci/install.sh' here 'file://{}/r.tar.gz' {sum}", root().display(), at.display());
        said(&shell(at, &script, &[])).replace(&*at.to_string_lossy(), "FOLDER")
    };
    assert_snapshot!(install("").as_str(), @"
    exit code 2
    the SHA-256 of file://FOLDER/r.tar.gz is needed
    ");
    let other = install(&"0".repeat(64)).replace(&sum, "SUM");
    assert_snapshot!(other, @"
    exit code 2
    file://FOLDER/r.tar.gz has the SHA-256 SUM, not 0000000000000000000000000000000000000000000000000000000000000000
    ");
    assert!(!at.join("here/recto").exists());
    assert_snapshot!(install(&sum), @"
    exit code 0
    recto 1
    ");
    // What is there is not fetched again.
    fs::remove_file(at.join("r.tar.gz")).expect("it is there");
    assert_snapshot!(install(&sum), @"
    exit code 0
    recto 1
    ");
}

/// What would be committed is checked, whatever lies in the folder.
fn what_is_committed_is_checked() {
    let folder = project();
    let at = folder.path();
    let git = "git -c user.name=Ada -c user.email=ada@example.org";
    let hook = root().join("ci/pre-commit.sh");
    let start = format!(
        "git init -q . && cp '{}' .git/hooks/pre-commit && git add cvs && {git} commit -qm First",
        hook.display()
    );
    assert_eq!(said(&shell(at, &start, &[])).lines().next(), Some("exit code 0"));
    write(at, "cvs/ada.yaml", "basics: { nme: Ada }\n");
    write(at, "cvs/a name.yaml", SHORT);
    // The fault is not to be committed.
    let output = shell(at, &format!("git add 'cvs/a name.yaml' && {git} commit -qm Second"), &[]);
    assert_snapshot!(said(&output), @"
    exit code 0
    cvs/a name.yaml:1:9: advice[missing-contact]: there is neither an e-mail address nor a phone number
    cvs/a name.yaml: 0 errors, 0 warnings, 1 piece of advice
    ");
    let output = shell(at, &format!("git add cvs && {git} commit -qm Third"), &[]);
    assert_snapshot!(said(&output), @"
    exit code 1
    cvs/ada.yaml:1:11: error[unknown-key]: unknown key `nme`
    cvs/ada.yaml:1:1: warning[missing-name]: the CV has no name
    cvs/ada.yaml:1:9: advice[missing-contact]: there is neither an e-mail address nor a phone number
    cvs/ada.yaml: 1 error, 1 warning, 1 piece of advice
    ");
    let output =
        shell(at, &format!("git checkout -q HEAD cvs && touch notes && git add notes && {git} commit -qm Fourth"), &[]);
    assert_snapshot!(said(&output), @"exit code 0");
}

/// The entries of the hooks, called as pre-commit does: with the files behind.
fn hooks_of_pre_commit_run() {
    let folder = project();
    let hooks = text(".pre-commit-hooks.yaml");
    let entries: Vec<_> = hooks.lines().filter_map(|line| line.trim().strip_prefix("entry: ")).collect();
    let check = shell(folder.path(), &format!("{} cvs/ada.yaml cvs/bob.yaml", entries[0]), &[]);
    assert_snapshot!(said(&check), @"
    exit code 0
    cvs/ada.yaml: 0 errors, 0 warnings, 0 pieces of advice
    cvs/bob.yaml: 0 errors, 0 warnings, 0 pieces of advice
    ");
    assert_snapshot!(said(&shell(folder.path(), entries[1], &[])), @"
    exit code 1
    cvs/ada.yaml: error[out-of-date]: `out/ada-full.pdf` is missing
    cvs/ada.yaml: error[out-of-date]: `out/ada-onepage.pdf` is missing
    cvs/bob.yaml: error[out-of-date]: `out/bob-full.pdf` is missing
    cvs/bob.yaml: error[out-of-date]: `out/bob-onepage.pdf` is missing
    4 PDFs: 4 failed
    ");
    shell(folder.path(), "recto build", &[]);
    assert_snapshot!(said(&shell(folder.path(), entries[1], &[])), @"
    exit code 0
    4 PDFs: 4 unchanged
    ");
}
