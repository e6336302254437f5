#!/bin/sh
# Builds the project in the working directory, for a step of a workflow on GitHub.
#
#   ci/build.sh REPORTS [ARGUMENT…]
#
# The folder REPORTS gets report.json, report.xml (JUnit) and report.md; with an old.json there, the last tells what changed
# since. Findings become annotations, and the summary of the job shows page counts. PDFs and reports are put together in
# REPORTS/artifact. How the build ended is an output of the step, so that they are uploaded before it fails the job.
set -eu

reports=$1
shift
mkdir -p "$reports/artifact"

# Files in annotations start at the top of the repository, those that recto tells where it is called.
inside=${PWD#"${GITHUB_WORKSPACE:-$PWD}"}
inside=${inside#/}
code=0
recto build --message-format github --report "$reports/report.json" --report "$reports/report.xml" "$@" \
  >"$reports/annotations" || code=$?
sed "s|^\(::[a-z]* file=\)|\1${inside:+$inside/}|" "$reports/annotations"

if [ -f "$reports/report.json" ]; then
  if [ -f "$reports/old.json" ]; then
    recto report show "$reports/report.json" --since "$reports/old.json" >"$reports/report.md"
  else
    recto report show "$reports/report.json" >"$reports/report.md"
  fi
  cat "$reports/report.md" >>"${GITHUB_STEP_SUMMARY:-/dev/null}"
  cp "$reports/report.json" "$reports/report.xml" "$reports/report.md" "$reports/artifact"
fi

# One line a PDF: `cv  variant  layout  language  paper  → output`.
recto build --list "$@" 2>/dev/null | sed -n 's/^.* → //p' | while IFS= read -r pdf; do
  # What lies outside of the folder has no place below it.
  case $pdf in
    /* | ../*) copy=$reports/artifact/${pdf##*/} ;;
    *) copy=$reports/artifact/$pdf ;;
  esac
  if [ -f "$pdf" ]; then
    mkdir -p "${copy%/*}"
    cp "$pdf" "$copy"
  fi
done
echo "code=$code" >>"${GITHUB_OUTPUT:-/dev/null}"
