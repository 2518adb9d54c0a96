#!/bin/sh
# Takes the pictures of the window for the guide: the real program opens the sample season, and
# Chromium goes through every screen in both languages (tests/browser/pictures.rs).
#
#     docs/screens.sh [FOLDER]
#
# EMPANEL names the program (default: target/release/empanel). Needs chromium and chromedriver;
# pngquant, where it is installed, makes the pictures small.
set -eu
cd "$(dirname "$0")/.."
out=${1:-docs/pictures}
mkdir -p "$out"
EMPANEL=$(realpath "${EMPANEL:-target/release/empanel}")
EMPANEL_PICTURES=$(realpath "$out")
export EMPANEL EMPANEL_PICTURES
CI=true cargo test --test browser -- --ignored --exact pictures::every_screen_in_both_languages
if command -v pngquant >/dev/null 2>&1; then
    pngquant --force --ext .png --speed 1 64 "$EMPANEL_PICTURES"/window-*.png
fi
