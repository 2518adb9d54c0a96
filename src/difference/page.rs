//! The difference as one page that needs nothing else.

use super::document::Difference;
use super::names::Names;
use super::tables::tables;
use crate::bilingual;
use crate::text::Lang;
use askama::Template;

#[derive(Template)]
#[template(
    ext = "html",
    source = r#"<!DOCTYPE html>
<html lang="{{ lang }}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{{ title }}</title>
<style>
body{font:15px/1.6 "Noto Sans CJK SC","Microsoft YaHei","PingFang SC",sans-serif;color:#1d2733;max-width:72rem;margin:2rem auto;padding:0 1rem}
h1{font-size:1.5rem}h2{font-size:1.15rem;margin-top:2rem}
table{border-collapse:collapse;width:100%}
th,td{border:1px solid #d0d7de;padding:.3rem .6rem;text-align:left;vertical-align:top;white-space:pre-wrap}
th{background:#e8eef4}tr:nth-child(even) td{background:#f8fafc}
.none{color:#667}
@media print{body{margin:0;max-width:none}tr{break-inside:avoid}}
</style></head><body>
<h1>{{ title }}</h1>
{% for section in sections %}<section><h2>{{ section.name }}</h2>
{% if section.rows.is_empty() %}<p class="none">{{ none }}</p>
{% else %}<table><thead><tr>{% for header in section.headers %}<th>{{ header }}</th>{% endfor %}</tr></thead><tbody>
{% for row in section.rows %}<tr>{% for cell in row %}<td>{{ cell }}</td>{% endfor %}</tr>
{% endfor %}</tbody></table>
{% endif %}</section>
{% endfor %}</body></html>
"#
)]
struct Page {
    lang: &'static str,
    title: String,
    none: String,
    sections: Vec<Section>,
}

struct Section {
    name: String,
    headers: Vec<String>,
    rows: Vec<Vec<String>>,
}

/// Writes the page: the same tables as the [`workbook`](super::workbook).
///
/// # Errors
/// Only when formatting itself fails, which it does not on text.
pub fn page(difference: &Difference, names: &Names, lang: Lang) -> Result<String, askama::Error> {
    let sections = tables(difference, names, lang).map(|table| Section {
        name: table.name.say(lang).to_owned(),
        headers: table
            .headers
            .iter()
            .map(|words| words.say(lang).to_owned())
            .collect(),
        rows: table.rows,
    });
    let page = Page {
        lang: lang.pick("zh-CN", "en"),
        title: bilingual!("方案变动对照", "Difference of two plans")
            .say(lang)
            .to_owned(),
        none: bilingual!("没有变动。", "No changes.").say(lang).to_owned(),
        sections: sections.into(),
    };
    page.render()
}
