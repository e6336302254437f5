#!/bin/sh
# Puts recto into a folder: the program of a release if its address is given, or else built from these sources.
#
#   ci/install.sh FOLDER [ADDRESS SHA256]
#
# ADDRESS is that of a .tar.gz with the program in it. What does not have that SHA-256 is not run.
set -eu

folder=$1 address=${2-} sum=${3-}
here=$(cd "$(dirname "$0")/.." && pwd)

# A cache may have brought it.
if [ -x "$folder/recto" ]; then
  "$folder/recto" --version
  exit
fi
mkdir -p "$folder"
if [ -z "$address" ]; then
  # The folder is a `bin`, or becomes one.
  cargo install --locked --path "$here" --root "$folder/.build" --target-dir "${CARGO_TARGET_DIR:-$here/target}"
  mv "$folder/.build/bin/recto" "$folder/recto"
  rm -r "$folder/.build"
else
  if [ -z "$sum" ]; then
    echo "the SHA-256 of $address is needed" >&2
    exit 2
  fi
  scratch=$(mktemp -d)
  trap 'rm -r "$scratch"' EXIT
  curl --fail --silent --show-error --location --retry 3 --output "$scratch/recto.tar.gz" "$address"
  # One of the two is on every machine.
  if command -v sha256sum >/dev/null; then sha256sum=sha256sum; else sha256sum="shasum -a 256"; fi
  found=$($sha256sum "$scratch/recto.tar.gz" | cut -d ' ' -f 1)
  if [ "$found" != "$sum" ]; then
    echo "$address has the SHA-256 $found, not $sum" >&2
    exit 2
  fi
  tar -xzf "$scratch/recto.tar.gz" -C "$scratch"
  program=$(find "$scratch" -type f -name recto | head -n 1)
  if [ -z "$program" ]; then
    echo "there is no recto in $address" >&2
    exit 2
  fi
  # Put beside and renamed, so that nobody finds half of it.
  cp "$program" "$folder/.recto.new"
  chmod 755 "$folder/.recto.new"
  mv "$folder/.recto.new" "$folder/recto"
fi
"$folder/recto" --version
