//! `results.xlsx`: the collected results for the office.

use super::document::Collected;
use super::style::Style;
use super::tables::{by_place, remark, yes};
use crate::bilingual;
use crate::model::words::{Bilingual, Lang};
use crate::model::{Problem, Severity};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, Worksheet, XlsxError};
use unicode_width::UnicodeWidthStr as _;

enum Value {
    Text(String),
    Figure(Option<f64>),
    Count(usize),
}

struct Row {
    cells: Vec<Value>,
    alarm: bool,
}

/// A column: its header and its width.
type Column = (Bilingual, f64);

/// Creates the workbook in memory: ranking, experts, outliers, scores, problems. The same input
/// gives the same bytes.
///
/// # Errors
/// A table exceeds the limits of a sheet.
pub fn workbook(collected: &Collected, lang: Lang) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let fixed = ExcelDateTime::from_ymd(2026, 1, 1)?;
    book.set_properties(&DocProperties::new().set_creation_datetime(&fixed));
    let (columns, rows) = order(collected, lang);
    let name = bilingual!("名次", "Order");
    fill(book.add_worksheet(), &name, &columns, &rows, lang)?;
    let (columns, rows) = experts(collected, lang);
    let name = bilingual!("专家尺度", "Experts");
    fill(book.add_worksheet(), &name, &columns, &rows, lang)?;
    let (columns, rows) = outliers(collected);
    let name = bilingual!("离群评分", "Outliers");
    fill(book.add_worksheet(), &name, &columns, &rows, lang)?;
    let (columns, rows) = scores(collected);
    let name = bilingual!("逐份评分", "Scores");
    fill(book.add_worksheet(), &name, &columns, &rows, lang)?;
    if !collected.waiting.is_empty() {
        let (columns, rows) = waiting(collected);
        let name = bilingual!("待催交", "To be reminded");
        fill(book.add_worksheet(), &name, &columns, &rows, lang)?;
    }
    let (columns, rows) = problems(&collected.problems, lang);
    let name = bilingual!("缺漏与差错", "Problems");
    fill(book.add_worksheet(), &name, &columns, &rows, lang)?;
    let (columns, rows) = notes(lang, collected.form.trimmed);
    let name = bilingual!("说明", "Notes");
    fill(book.add_worksheet(), &name, &columns, &rows, lang)?;
    book.save_to_buffer()
}

fn text(value: &str) -> Value {
    Value::Text(value.to_owned())
}

fn order(collected: &Collected, lang: Lang) -> (Vec<Column>, Vec<Row>) {
    let mut columns = vec![
        (bilingual!("组号", "Group"), 8.0),
        (bilingual!("名次", "Place"), 7.0),
        (bilingual!("申报编号", "Submission"), 12.0),
        (collected.form.work.clone(), 34.0),
        (bilingual!("申报单位", "Applicant"), 28.0),
    ];
    columns.extend(criteria(collected));
    columns.push((bilingual!("原始均分", "Raw mean"), 10.0));
    if collected.form.trimmed {
        columns.push((trimmed_header(), 11.0));
    }
    let tiers = collected.submissions.iter().any(|own| !own.tier.is_empty());
    columns.extend([
        (bilingual!("修正均分", "Corrected mean"), 11.0),
        (bilingual!("分差", "Spread"), 8.0),
        (bilingual!("评分份数", "Scores"), 9.0),
        (bilingual!("合议分", "Agreed"), 8.0),
        (bilingual!("推荐", "Recom-mended"), 8.0),
        (bilingual!("入围", "Shortlist"), 9.0),
    ]);
    if tiers {
        columns.push((bilingual!("建议奖次", "Proposed tier"), 12.0));
    }
    columns.push((bilingual!("说明", "Note"), 28.0));
    let rows = by_place(collected).into_iter().map(|own| {
        let share = format!("{}/{}", own.scored, own.reviewers);
        let recommended = own.consensus.recommended;
        let mut cells = vec![
            text(&own.group),
            Value::Count(own.place),
            text(&own.submission),
            text(&own.title),
            text(&own.organization),
        ];
        cells.extend(own.criteria.iter().map(|mean| Value::Figure(*mean)));
        cells.push(Value::Figure(own.raw));
        if collected.form.trimmed {
            cells.push(Value::Figure(own.trimmed));
        }
        cells.extend([
            Value::Figure(own.corrected),
            Value::Figure(own.spread),
            Value::Text(share),
            Value::Figure(own.consensus.score),
            Value::Text(recommended.map_or_else(String::new, |own| yes(own, lang))),
            Value::Text(if own.selected {
                yes(true, lang)
            } else {
                String::new()
            }),
        ]);
        if tiers {
            cells.push(text(&own.tier));
        }
        cells.push(text(remark(own).say(lang)));
        Row {
            cells,
            alarm: own.at_cut || own.scored < own.reviewers,
        }
    });
    (columns, rows.collect())
}

fn total_header(collected: &Collected) -> Bilingual {
    match collected.form.criteria.points {
        true => bilingual!("总分", "Total"),
        false => bilingual!("加权总分", "Total"),
    }
}

/// The columns of the criteria.
fn criteria(collected: &Collected) -> impl Iterator<Item = Column> + '_ {
    let all = collected.form.criteria.each.iter();
    all.map(|own| (own.short.clone(), 10.0))
}

fn trimmed_header() -> Bilingual {
    bilingual!("去高低均分", "Trimmed mean")
}

fn experts(collected: &Collected, lang: Lang) -> (Vec<Column>, Vec<Row>) {
    let columns = vec![
        (bilingual!("组号", "Group"), 8.0),
        (bilingual!("专家编号", "Expert"), 12.0),
        (bilingual!("应评", "Assigned"), 10.0),
        (bilingual!("已评", "Scored"), 10.0),
        (bilingual!("回避", "Recused"), 10.0),
        (bilingual!("已交表", "Received"), 10.0),
        (bilingual!("均分", "Mean"), 10.0),
        (bilingual!("宽严（分）", "Leniency (points)"), 14.0),
    ];
    let rows = collected.experts.iter().map(|own| Row {
        cells: vec![
            text(&own.group),
            text(&own.expert),
            Value::Count(own.assigned),
            Value::Count(own.scored),
            Value::Count(own.recused),
            Value::Text(yes(own.received, lang)),
            Value::Figure(own.mean),
            Value::Figure(own.leniency),
        ],
        alarm: own.scored + own.recused < own.assigned,
    });
    (columns, rows.collect())
}

/// Experts whose scores are missing, to be reminded.
fn waiting(collected: &Collected) -> (Vec<Column>, Vec<Row>) {
    let columns = vec![
        (bilingual!("组号", "Group"), 8.0),
        (bilingual!("专家编号", "Expert"), 12.0),
        (bilingual!("姓名", "Name"), 14.0),
        (bilingual!("工作单位", "Employer"), 34.0),
        (bilingual!("缺几项", "Missing"), 10.0),
        (
            bilingual!("已交而未能计入的文件", "File that could not be counted"),
            34.0,
        ),
    ];
    let rows = collected.waiting.iter().map(|own| Row {
        cells: vec![
            text(&own.group),
            text(&own.expert),
            text(&own.name),
            text(&own.employer),
            Value::Count(own.missing),
            text(own.refused.as_deref().unwrap_or_default()),
        ],
        alarm: false,
    });
    (columns, rows.collect())
}

fn outliers(collected: &Collected) -> (Vec<Column>, Vec<Row>) {
    let columns = vec![
        (bilingual!("申报编号", "Submission"), 12.0),
        (bilingual!("专家编号", "Expert"), 12.0),
        (bilingual!("评分", "Score"), 10.0),
        (bilingual!("预计分", "Expected"), 10.0),
        (bilingual!("偏离程度", "Deviation"), 12.0),
    ];
    let rows = collected.outliers.iter().map(|own| Row {
        cells: vec![
            text(&own.submission),
            text(&own.expert),
            Value::Figure(Some(own.score)),
            Value::Figure(Some(own.expected)),
            Value::Figure(Some(own.residual)),
        ],
        alarm: false,
    });
    (columns, rows.collect())
}

fn scores(collected: &Collected) -> (Vec<Column>, Vec<Row>) {
    let mut columns = vec![
        (bilingual!("组号", "Group"), 8.0),
        (bilingual!("申报编号", "Submission"), 12.0),
        (bilingual!("专家编号", "Expert"), 12.0),
    ];
    columns.extend(criteria(collected));
    columns.extend([
        (total_header(collected), 10.0),
        (bilingual!("评语", "Comment"), 60.0),
    ]);
    let rows = collected.scores.iter().map(|own| {
        let mut cells = vec![text(&own.group), text(&own.submission), text(&own.expert)];
        cells.extend(own.criteria.iter().map(|score| Value::Figure(*score)));
        cells.extend([Value::Figure(Some(own.total)), text(&own.comment)]);
        Row {
            cells,
            alarm: false,
        }
    });
    (columns, rows.collect())
}

fn problems(problems: &[Problem], lang: Lang) -> (Vec<Column>, Vec<Row>) {
    let columns = vec![
        (bilingual!("代码", "Code"), 8.0),
        (bilingual!("位置", "Place"), 44.0),
        (bilingual!("内容", "Value"), 20.0),
        (bilingual!("问题", "What"), 60.0),
        (bilingual!("怎么办", "What to do"), 50.0),
    ];
    let rows = problems.iter().map(|own| Row {
        cells: vec![
            text(own.code),
            Value::Text(own.place.say(lang)),
            text(&own.value),
            text(own.what.say(lang)),
            text(own.action.say(lang)),
        ],
        alarm: own.severity == Severity::Error,
    });
    (columns, rows.collect())
}

fn notes(lang: Lang, trimmed: bool) -> (Vec<Column>, Vec<Row>) {
    let columns = vec![
        (bilingual!("项目", "Item"), 18.0),
        (bilingual!("含义", "Meaning"), 100.0),
    ];
    let items = [
        (
            bilingual!("原始均分", "Raw mean"),
            bilingual!(
                "该申报各份总分的平均。",
                "Mean of the totals of the submission."
            ),
        ),
        (
            bilingual!("修正均分", "Corrected mean"),
            bilingual!(
                "扣除专家宽严之后的平均。把每份评分看作“申报优劣 + 专家宽严 + 误差”来估计（最小二乘法）；只在由共同评审专家连成一片的评分之内有效，各片的总平均保持不变。评分不足以支持时留空。",
                "Mean after taking out how severe or lenient each expert is. Each score is taken as submission + expert + error, estimated by least squares; valid only within scores linked by common reviewers, whose overall mean is kept. Empty where there are too few scores."
            ),
        ),
        (
            bilingual!("宽严（分）", "Leniency (points)"),
            bilingual!(
                "该专家比同片其他专家平均多给（正）或少给（负）的分数。",
                "Points that the expert gives on average above (or, if negative, below) the other experts of the same part."
            ),
        ),
        (
            bilingual!("离群评分", "Outliers"),
            bilingual!(
                "与预计分相差很大的评分，供合议时核对，不自动剔除。预计分由申报的优劣和专家的宽严算出；偏离程度（统计上称标准化残差）是与预计分之差除以全部此类差的均方根；超过规则 scoring.outlier 的列出。",
                "Scores far from the expected score, to be checked in the deliberation; the program never drops them. Expected score = submission + leniency of the expert; deviation (the standardized residual) = difference from it divided by the root mean square of all such differences; those above the rule scoring.outlier are listed."
            ),
        ),
        (
            bilingual!("名次与入围", "Place and shortlist"),
            match trimmed {
                false => bilingual!(
                    "依次按合议分、修正均分、原始均分排序；同分并列，入围线上并列的全部列入并注明，由合议决定。",
                    "Ordered by the agreed score, else the corrected mean, else the raw mean. Equal scores share a place; all that tie at the cut-off are listed and marked, for the committee to decide."
                ),
                true => bilingual!(
                    "依次按合议分、去高低均分、原始均分排序；同分并列，入围线上并列的全部列入并注明，由合议决定。去高低均分：去掉一个最高分和一个最低分后的平均，评分不足三份的不去。修正均分只供参考。",
                    "Ordered by the agreed score, else the trimmed mean, else the raw mean. Equal scores share a place; all that tie at the cut-off are listed and marked, for the committee to decide. Trimmed mean: without one highest and one lowest total, where there are three or more. The corrected mean is for information only."
                ),
            },
        ),
    ];
    let rows = items.into_iter().map(|(item, meaning)| Row {
        cells: vec![text(item.say(lang)), text(meaning.say(lang))],
        alarm: false,
    });
    (columns, rows.collect())
}

fn fill(
    sheet: &mut Worksheet,
    name: &Bilingual,
    columns: &[Column],
    rows: &[Row],
    lang: Lang,
) -> Result<(), XlsxError> {
    let style = Style::new(lang);
    sheet.set_name(name.say(lang))?;
    let header = style.header();
    for (at, (words, width)) in (0_u16..).zip(columns) {
        sheet.write_string_with_format(0, at, words.say(lang), &header)?;
        sheet.set_column_width(at, *width)?;
    }
    sheet.set_row_height(0, 34)?;
    let formats = [style.plain(), style.plain_figure(), style.plain_count()];
    let alarms = formats.clone().map(|format| style.alarm(format));
    for (number, row) in (1_u32..).zip(rows) {
        let [plain, figure, count] = if row.alarm { &alarms } else { &formats };
        let mut lines = 1.0_f64;
        for ((at, cell), (_, width)) in (0_u16..).zip(&row.cells).zip(columns) {
            match cell {
                Value::Text(text) => {
                    // A cell holds at most 32,767 characters.
                    let text: String = text.chars().take(32_000).collect();
                    let each = text
                        .lines()
                        .map(|line| (line.width() as f64 * 1.1 / width).ceil());
                    lines = lines.max(each.map(|own| own.max(1.0)).sum());
                    sheet.write_string_with_format(number, at, text, plain)?;
                }
                Value::Figure(Some(value)) => {
                    // Avoids -0.00 for values rounded to 0.
                    let value = (value * 1e9).round() / 1e9 + 0.0;
                    sheet.write_number_with_format(number, at, value, figure)?;
                }
                Value::Figure(None) => {
                    sheet.write_blank(number, at, plain)?;
                }
                Value::Count(value) => {
                    sheet.write_number_with_format(number, at, *value as f64, count)?;
                }
            }
        }
        sheet.set_row_height(number, (5.0 + 15.0 * lines).min(400.0))?;
    }
    sheet.set_freeze_panes(1, 0)?;
    sheet.set_repeat_rows(0, 0)?;
    sheet
        .set_landscape()
        .set_paper_size(9)
        .set_print_fit_to_pages(1, 0);
    sheet.set_footer(lang.pick(
        "&L内部资料，注意保密&R第 &P 页，共 &N 页",
        "&LConfidential&RPage &P of &N",
    ));
    Ok(())
}
