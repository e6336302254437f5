#!/bin/sh
# Checks the CVs that are about to be committed. As git's own hook: `cp ci/pre-commit.sh .git/hooks/pre-commit` in the
# repository with the CVs, which lie in `cvs/`, or in RECTO_CVS.
#
# What is checked is what would be committed, not what lies in the folder.
set -eu

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
folder=${RECTO_CVS:-cvs}
git diff --cached --name-only --diff-filter=ACMR -z -- "$folder/*.yaml" "$folder/*.yml" "$folder/*.json" "$folder/*.toml" \
  ':(exclude)*.schema.json' ':(exclude)*recto.toml' >"$scratch/changed"
if [ -s "$scratch/changed" ]; then
  # Photos, layouts and files of references are looked for beside the CVs.
  git checkout-index --all --prefix="$scratch/index/"
  cd "$scratch/index"
  xargs -0 recto check --message-format short <../changed
fi
