#!/usr/bin/env bash
# Makes the pictures in README.md from real output. Needs pdftoppm (poppler-utils), montage (imagemagick), pngquant.
set -euo pipefail
cd "$(dirname "$0")/.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cargo run --release --quiet -- build data/samples/lingxiao-ma.yaml --output "$work/"
pdftoppm -r 90 -png -f 1 -l 1 "$work/lingxiao-ma-full.pdf" "$work/full"
pdftoppm -r 90 -png "$work/lingxiao-ma-onepage.pdf" "$work/onepage"
montage "$work"/full-*.png "$work"/onepage-*.png -tile 2x1 -geometry +12+12 -background '#d9d9d9' "$work/sample.png"
mkdir -p docs/images
pngquant --force --quality 60-90 --output docs/images/sample.png "$work/sample.png"
