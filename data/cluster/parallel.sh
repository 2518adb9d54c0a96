#!/bin/sh
# Forms a season in parts with GNU parallel, then puts them together.
#   sh parallel.sh
# Run it again after a failure: only the parts that did not end well are formed again
# (remove out/parts.log to form all of them). With --sshloginfile, other machines help.
set -eu
season=${1:-season} out=${2:-out} parts=${3:-4} seconds=${4:-600}

mkdir -p "$out"
seq "$parts" | parallel --jobs 4 --joblog "$out/parts.log" --resume-failed \
    empanel form "$season" --part "{}/$parts" --out "$out/part{}" --force \
    --time-limit "$seconds" --threads 1
set --
for part in $(seq "$parts"); do
    set -- "$@" "$out/part$part"
done
empanel merge "$season" "$@" --out "$out/whole" --force --time-limit "$seconds"
