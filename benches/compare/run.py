#!/usr/bin/env python3
"""Measures whole processes side by side: recto, Typst on the same document, and other CV tools that are installed.

    cargo build --release && python3 benches/compare/run.py [RUNS]
    cargo build --profile dist && RECTO=target/dist/recto python3 benches/compare/run.py     # what is shipped

Every tool is run once in each round, so that whatever else the machine does weighs on all alike. Prints a table in Markdown:
the median time, the median CPU time of all processes, and the ratio of times to `recto build` of one variant. Needs Linux.

Looked for: Typst as `typst` on the path or as the Python package `typst` (it sets the very document that recto sets, in the
same layout, with the same fonts); `ferrocv` (sets a sample of JSON Resume, as recto does beside it); `rendercv` (sets the
example it makes itself); `resumed` with a theme (sets the same sample to HTML, no PDF yet).
"""

import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
RECTO = Path(os.environ.get("RECTO", ROOT / "target/release/recto")).absolute()
CV = ROOT / "data/samples/lingxiao-ma.yaml"
JSON_RESUME = ROOT / "data/samples/maren-lindqvist.json"


def main():
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 11
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        # Once before: caches of the disk are warm then, and who cannot run here is told apart.
        tools = [tool for tool in candidates(work) if can_run(*tool)]
        times = {name: [] for name, *_ in tools}
        for _ in range(rounds):
            for name, command, cwd in tools:
                times[name].append(measure(command, cwd))
    report(times, rounds)


def candidates(work):
    """The tools that are there: name, command, folder to run it in."""
    one = [str(RECTO), "build", str(CV), "-v", "full", "-o", f"{work}/full.pdf"]
    tools = [
        ("recto, full", one, work),
        ("recto, onepage (fitted)", [*one[:4], "onepage", "-o", f"{work}/onepage.pdf"], work),
        ("recto check", [str(RECTO), "check", str(CV)], work),
    ]
    layouts = plain_typst(work)
    if shutil.which("typst"):
        command = ["typst", "compile", "--root", str(layouts), "--font-path", str(ROOT / "fonts"), "--ignore-system-fonts"]
        tools.append(("typst, same document", [*command, f"{layouts}/preview.typ", f"{work}/typst.pdf"], work))
    if has_module("typst"):
        program = (
            f"import typst; typst.compile({str(layouts / 'preview.typ')!r}, output={str(work / 'py.pdf')!r}, "
            f"root={str(layouts)!r}, font_paths=[{str(ROOT / 'fonts')!r}], ignore_system_fonts=True)"
        )
        tools.append(("typst (Python), same document", [sys.executable, "-c", program], work))
        tools.append(("python3 alone", [sys.executable, "-c", "pass"], work))
    if shutil.which("ferrocv"):
        of_sample = [str(RECTO), "build", str(JSON_RESUME), "-v", "full", "-o", f"{work}/sample.pdf"]
        tools.append(("recto, JSON Resume's format", of_sample, work))
        tools.append(("ferrocv, the same file", ["ferrocv", "render", str(JSON_RESUME), "-o", f"{work}/ferrocv.pdf"], work))
    rendercv = shutil.which("rendercv") or shutil.which(str(Path(sys.executable).with_name("rendercv")))
    if rendercv:
        subprocess.run([rendercv, "new", "Jane Doe"], cwd=work, capture_output=True, check=True)
        quiet = ["--dont-generate-markdown", "--dont-generate-html", "--dont-generate-png"]
        tools.append(("rendercv, its own example", [rendercv, "render", "Jane_Doe_CV.yaml", *quiet], work))
    if shutil.which("resumed"):
        tools.append(("resumed, HTML only", ["resumed", "render", str(JSON_RESUME), "-o", f"{work}/cv.html"], work))
    return tools


def plain_typst(work):
    """The layouts with recto's document in place of their sample."""
    layouts = work / "layouts"
    shutil.copytree(ROOT / "layouts", layouts)
    document = subprocess.run([RECTO, "layouts", "document", CV], capture_output=True, check=True).stdout
    assert json.loads(document)["sections"]
    (layouts / "cv.json").write_bytes(document)
    return layouts


def has_module(name):
    return subprocess.run([sys.executable, "-c", f"import {name}"], capture_output=True).returncode == 0


def can_run(name, command, cwd):
    done = subprocess.run(command, cwd=cwd, capture_output=True)
    # recto's 1 is for advice on a CV.
    if done.returncode > 1 or (done.returncode and "recto" not in name):
        last = (done.stderr or done.stdout).decode().strip().splitlines()[-3:]
        print(f"{name} is left out, it fails here: {' '.join(last)}", file=sys.stderr)
        return False
    return True


def measure(command, cwd):
    """Seconds on the clock, and of CPU in all processes."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    subprocess.run(command, cwd=cwd, capture_output=True)
    clock = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return clock, (after.ru_utime + after.ru_stime) - (before.ru_utime + before.ru_stime)


def report(times, rounds):
    base = statistics.median(clock for clock, _ in next(iter(times.values())))
    print(f"{rounds} rounds, {os.cpu_count()} cores, {time.strftime('%Y-%m-%d')}\n")
    print("| | time | CPU | × recto |\n|---|--:|--:|--:|")
    for name, runs in times.items():
        clock = statistics.median(run[0] for run in runs)
        cpu = statistics.median(run[1] for run in runs)
        print(f"| {name} | {clock * 1000:.0f} ms | {cpu * 1000:.0f} ms | {clock / base:.2f} |")


if __name__ == "__main__":
    main()
