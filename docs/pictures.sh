#!/bin/sh
# Makes the pictures of the guide by walking its road: from an office's own files (an invented
# case of the tests) to the papers and score sheets, which LibreOffice prints and pdftoppm draws.
#
#     docs/pictures.sh [FOLDER]
#
# EMPANEL names the program (default: target/release/empanel).
set -eu
cd "$(dirname "$0")/.."
program=${EMPANEL:-target/release/empanel}
out=${1:-docs/pictures}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$out"

# Import asks; the proposals are taken, and the two lines without one are answered.
raw=tests/cases/handed/office-raw
"$program" import "$raw" --out "$work/season" -q >"$work/asked.toml" 2>/dev/null || true
sed -e '/望海铜业/s/= ""$/= "E013"/' -e '/江州新材料/s/= ""$/= "yes"/' "$work/asked.toml" >"$work/answers.toml"
"$program" import "$raw" --out "$work/season" --answers "$work/answers.toml" -q >/dev/null

cat >>"$work/season/rules.toml" <<'RULES'

[award]
name = "江州省质量奖"
short = ""
edition = "第九届"
office = "江州省质量奖评审委员会办公室"
contact = "李老师，0571-1234567"
days = "2026年6月8日至12日"
place = "江州宾馆"
reply_by = "2026年5月20日"
work = "质量管理模式名称"
criteria = "gbt19580"
tiers = "质量奖 5；提名奖 10"
trimmed_mean = true
RULES

"$program" form "$work/season" --out "$work/plan" --work-limit 300 -q >/dev/null

# picture FILE NAME: the first page, small enough for a guide.
picture() {
    soffice --headless --convert-to pdf --outdir "$work/pdf" "$1" >/dev/null 2>&1
    page=$work/pdf/$(basename "${1%.*}").pdf
    pdftoppm -png -gray -r 72 -f 1 -l 1 -singlefile "$page" "$out/$2"
}

for lang in zh en; do
    "$program" papers "$work/season" --plan "$work/plan/plan.json" --out "$work/papers-$lang" \
        --date 2026-05-01 --plain-names --lang $lang -q >/dev/null
    "$program" sheets "$work/season" --plan "$work/plan/plan.json" --out "$work/sheets-$lang" \
        --lang $lang -q >/dev/null
    for paper in invitation groups; do
        picture "$work/papers-$lang/$paper.docx" "$paper.$lang"
    done
    picture "$work/papers-$lang/contacts.xlsx" "contacts.$lang"
    sheet=$(find "$work/sheets-$lang" -name 'scores-*.xlsx' | sort | head -n 1)
    cp "$sheet" "$work/sheet.xlsx"
    picture "$work/sheet.xlsx" "scores.$lang"
done
