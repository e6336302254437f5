#!/usr/bin/env bash
# Makes the pictures of README.md, docs/layouts.md and docs/publications.md from real output: `docs/pictures.sh`.
# Needs pdftoppm (poppler-utils), montage (imagemagick) and pngquant.
set -euo pipefail
cd "$(dirname "$0")/.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cargo build --release --quiet
mkdir -p docs/images

# picture NAME RESOLUTION LAYOUT:SAMPLE:VARIANT…: the first page of each, side by side.
picture() {
  local name=$1 resolution=$2 pages=()
  shift 2
  for what in "$@"; do
    IFS=: read -r layout sample variant <<<"$what"
    local stem="$work/$layout-${sample%.*}-$variant"
    target/release/recto build "data/samples/$sample" --layout "$layout" --variant "$variant" --output "$stem.pdf" 2>/dev/null
    pdftoppm -r "$resolution" -png -singlefile "$stem.pdf" "$stem"
    pages+=("$stem.png")
  done
  montage "${pages[@]}" -tile x1 -geometry +10+10 -background '#d9d9d9' "$work/$name.png"
  pngquant --force --quality 50-90 --output "docs/images/$name.png" "$work/$name.png"
}

# The example of docs/publications.md, without the white below it.
example() {
  local stem="$work/publications" pages=()
  awk '/^```yaml/ { inside = 1; next } /^```/ { if (inside) exit } inside' docs/publications.md > "$stem.yaml"
  for what in scholar:full meridian:short; do
    IFS=: read -r layout variant <<<"$what"
    target/release/recto build "$stem.yaml" --layout "$layout" --variant "$variant" --output "$stem-$variant.pdf" 2>/dev/null
    pdftoppm -r 80 -png -singlefile "$stem-$variant.pdf" "$stem-$variant"
    convert "$stem-$variant.png" -trim -bordercolor white -border 16 "$stem-$variant.png"
    pages+=("$stem-$variant.png")
  done
  montage "${pages[@]}" -tile x1 -geometry +10+10 -background '#d9d9d9' "$stem.png"
  pngquant --force --quality 50-90 --output docs/images/publications.png "$stem.png"
}

picture sample 60 scholar:lingxiao-ma.yaml:full meridian:lingxiao-ma.yaml:onepage sidebar:noor-van-dijk.yaml:onepage
picture scholar 72 scholar:lingxiao-ma.yaml:full scholar:lingxiao-ma.yaml:onepage
picture meridian 72 meridian:maren-lindqvist.json:full meridian:lingxiao-ma.yaml:onepage
picture compact 72 compact:lingxiao-ma.yaml:full compact:maren-lindqvist.json:onepage
picture sidebar 72 sidebar:noor-van-dijk.yaml:full sidebar:aiko-brandt.yaml:onepage
picture ledger 72 ledger:adaeze-okonkwo.yaml:full ledger:lingxiao-ma.yaml:onepage
picture plain 72 plain:jordan-reyes.toml:full plain:aiko-brandt.yaml:onepage
picture scripts 60 meridian:lin-yue.yaml:onepage sidebar:layla-haddad.yaml:onepage scholar:noa-ben-ami.yaml:onepage
example
