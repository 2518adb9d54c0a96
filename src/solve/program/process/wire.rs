//! Binary format of a job sent to the solver process and of its report: little-endian numbers,
//! exact to the bit. No allocation depends on a length that the bytes received do not cover.

use super::job::{End, Job, Options, Report};
use crate::solve::rule::{Column, ColumnSpec, Linear, Row};

const JOB: &[u8; 8] = b"EMPJOB01";
const REPORT: &[u8; 8] = b"EMPREP01";

/// Writes a job.
pub(super) fn job_bytes(job: &Job) -> Vec<u8> {
    let Job {
        model,
        start,
        options,
    } = job;
    let size = 25 * model.columns.len() + 20 * model.rows.len() + 12 * model.coefficients();
    let mut out = Vec::with_capacity(size + 8 * start.len() + 128);
    out.extend(JOB);
    put_f64(&mut out, options.seconds);
    out.push(u8::from(options.presolve));
    put_f64(&mut out, options.gap);
    put_u32(&mut out, options.nodes.unwrap_or(u32::MAX));
    put_u32(&mut out, options.threads);
    put_u32(&mut out, options.seed);
    put_len(&mut out, model.columns.len());
    for column in &model.columns {
        for value in [column.lower, column.upper, column.cost] {
            put_f64(&mut out, value);
        }
        out.push(u8::from(column.integer));
    }
    put_len(&mut out, model.rows.len());
    for row in &model.rows {
        put_f64(&mut out, row.lower);
        put_f64(&mut out, row.upper);
        put_len(&mut out, row.terms.len());
        for &(column, factor) in &row.terms {
            put_u32(&mut out, column.0);
            put_f64(&mut out, factor);
        }
    }
    put_values(&mut out, start);
    out
}

/// Reads a job; `None` if the bytes are not one.
pub(super) fn read_job(bytes: &[u8]) -> Option<Job> {
    let mut input = Input(bytes.strip_prefix(JOB)?);
    let options = Options {
        seconds: input.f64()?,
        presolve: input.u8()? != 0,
        gap: input.f64()?,
        nodes: Some(input.u32()?).filter(|&nodes| nodes != u32::MAX),
        threads: input.u32()?,
        seed: input.u32()?,
    };
    let columns = (0..input.u32()?)
        .map(|_| {
            Some(ColumnSpec {
                lower: input.f64()?,
                upper: input.f64()?,
                cost: input.f64()?,
                integer: input.u8()? != 0,
            })
        })
        .collect::<Option<Vec<ColumnSpec>>>()?;
    let many = columns.len();
    let rows = (0..input.u32()?)
        .map(|_| {
            let (lower, upper) = (input.f64()?, input.f64()?);
            let terms = (0..input.u32()?)
                .map(|_| {
                    let column = Column(input.u32()?);
                    (column.at() < many).then_some(())?;
                    Some((column, input.f64()?))
                })
                .collect::<Option<Vec<_>>>()?;
            Some(Row {
                lower,
                upper,
                terms,
            })
        })
        .collect::<Option<Vec<Row>>>()?;
    let start = input.values()?;
    input.0.is_empty().then_some(Job {
        model: Linear { columns, rows },
        start,
        options,
    })
}

/// Writes a report.
pub(super) fn report_bytes(report: &Report) -> Vec<u8> {
    let mut out = REPORT.to_vec();
    out.push(match report.end {
        End::Optimal => 0,
        End::Infeasible => 1,
        End::Limit => 2,
        End::Failed => 3,
    });
    put_f64(&mut out, report.bound);
    put_values(&mut out, &report.values);
    out
}

/// Reads the report at the end of `bytes`: a solver may have printed something before it.
pub(super) fn read_report(bytes: &[u8]) -> Option<Report> {
    let at = bytes
        .windows(REPORT.len())
        .position(|window| window == REPORT)?;
    let mut input = Input(&bytes[at + REPORT.len()..]);
    let end = match input.u8()? {
        0 => End::Optimal,
        1 => End::Infeasible,
        2 => End::Limit,
        3 => End::Failed,
        _ => return None,
    };
    let bound = input.f64()?;
    let values = input.values()?;
    Some(Report { end, values, bound })
}

fn put_u32(out: &mut Vec<u8>, value: u32) {
    out.extend(value.to_le_bytes());
}

fn put_f64(out: &mut Vec<u8>, value: f64) {
    out.extend(value.to_le_bytes());
}

/// Models have fewer than 2^32 columns and rows; larger ones are rejected earlier.
fn put_len(out: &mut Vec<u8>, len: usize) {
    put_u32(out, u32::try_from(len).unwrap_or(u32::MAX));
}

fn put_values(out: &mut Vec<u8>, values: &[f64]) {
    put_len(out, values.len());
    for &value in values {
        put_f64(out, value);
    }
}

struct Input<'a>(&'a [u8]);

impl Input<'_> {
    fn take<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (head, rest) = self.0.split_first_chunk::<N>()?;
        self.0 = rest;
        Some(*head)
    }

    fn u8(&mut self) -> Option<u8> {
        self.take::<1>().map(|bytes| bytes[0])
    }

    fn u32(&mut self) -> Option<u32> {
        self.take().map(u32::from_le_bytes)
    }

    fn f64(&mut self) -> Option<f64> {
        self.take().map(f64::from_le_bytes)
    }

    fn values(&mut self) -> Option<Vec<f64>> {
        (0..self.u32()?).map(|_| self.f64()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn job() -> Job {
        let mut model = Linear::default();
        let a = model.binary();
        let b = model.column(0.0, f64::INFINITY, false);
        model.columns[a.at()].cost = 0.1 + 0.2;
        model.at_most([(a, 1.0), (b, -1.0 / 3.0)], 1.0);
        model.exactly([(b, 1.0)], 2.5);
        Job {
            model,
            start: vec![1.0, 2.5],
            options: Options {
                seconds: 1.5,
                presolve: true,
                gap: 0.0,
                nodes: Some(7),
                threads: 1,
                seed: 9,
            },
        }
    }

    #[test]
    fn a_job_comes_back_to_the_bit_and_cut_bytes_are_refused() {
        let bytes = job_bytes(&job());
        assert_eq!(read_job(&bytes), Some(job()));
        for cut in 0..bytes.len() {
            assert_eq!(read_job(&bytes[..cut]), None, "cut at {cut}");
        }
    }

    #[test]
    fn a_report_is_found_behind_printed_text_and_cut_bytes_are_refused() {
        let report = Report {
            end: End::Limit,
            values: vec![0.25, -1.0],
            bound: f64::INFINITY,
        };
        let mut bytes = b"Running a solver\n".to_vec();
        bytes.extend(report_bytes(&report));
        assert_eq!(read_report(&bytes), Some(report));
        assert_eq!(read_report(&bytes[..bytes.len() - 1]), None);
        assert_eq!(read_report(b"garbage"), None);
    }
}
