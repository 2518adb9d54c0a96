//! Reading the log: whole records, what a crash left after them, and damage.

use super::record::{RECORD_SCHEMA, Record};
use super::sha256;

const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

/// A log as it was read.
#[derive(Debug, Default)]
pub(super) struct Log {
    /// The whole records, in their order.
    pub(super) entries: Vec<Entry>,
    /// Length of the log up to the end of the last whole record.
    pub(super) sound: usize,
    /// What stands after the last whole record: the beginning of one that was cut off.
    pub(super) torn: Vec<u8>,
    /// Whether the last whole record lacks its line end.
    pub(super) unended: bool,
    /// What no death can explain.
    pub(super) damage: Vec<Damage>,
}

/// One whole record.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    pub(super) record: Record,
    /// SHA-256 of its line, to which the next record points.
    pub(super) hash: String,
}

/// A line that is not as this program wrote it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Damage {
    /// Line of the log, from 1.
    pub line: usize,
    /// What is wrong with it.
    pub kind: DamageKind,
}

/// What is wrong with a line of the log.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DamageKind {
    /// It is not a record, and records follow it.
    Garbage,
    /// It does not point to the record before it: one of the two was changed, or one between them
    /// was removed.
    Chain,
    /// Its version number does not ascend.
    Order,
}

impl Log {
    /// Reads a log. Never fails: what cannot be read is told in `torn` and `damage`.
    pub(super) fn parse(bytes: &[u8]) -> Self {
        let mut log = Self::default();
        let mut bad: Vec<usize> = Vec::new();
        let mut start = 0;
        for (at, raw) in bytes.split_inclusive(|byte| *byte == b'\n').enumerate() {
            let line = at + 1;
            start += raw.len();
            let text = trimmed(raw, line == 1);
            if text.is_empty() && bad.is_empty() {
                log.sound = start;
                continue;
            }
            match record(text) {
                Some(record) => {
                    let after_garbage = !bad.is_empty();
                    let garbage = bad.drain(..).map(|line| Damage {
                        line,
                        kind: DamageKind::Garbage,
                    });
                    log.damage.extend(garbage);
                    log.follow(record, text, line, after_garbage);
                    log.sound = start;
                    log.unended = !raw.ends_with(b"\n");
                }
                None => bad.push(line),
            }
        }
        log.torn = bytes[log.sound..].to_vec();
        log
    }

    fn follow(&mut self, record: Record, text: &[u8], line: usize, after_garbage: bool) {
        let last = self.entries.last();
        let ascends = last.is_none_or(|last| last.record.version < record.version);
        let expected = last.map_or("", |last| last.hash.as_str());
        let kind = if !ascends || record.version == 0 {
            Some(DamageKind::Order)
        } else if record.previous != expected && !after_garbage {
            Some(DamageKind::Chain)
        } else {
            None
        };
        self.damage.extend(kind.map(|kind| Damage { line, kind }));
        self.entries.push(Entry {
            record,
            hash: sha256(text),
        });
    }

    /// The last record.
    pub(super) fn last(&self) -> Option<&Record> {
        self.entries.last().map(|entry| &entry.record)
    }

    /// The hash to which the next record points.
    pub(super) fn head(&self) -> &str {
        self.entries.last().map_or("", |entry| entry.hash.as_str())
    }

    /// The record of a version.
    pub(super) fn version(&self, version: u64) -> Option<&Record> {
        let mut records = self.records();
        records.find(|record| record.version == version)
    }

    /// All records, oldest first.
    pub(super) fn records(&self) -> impl DoubleEndedIterator<Item = &Record> {
        self.entries.iter().map(|entry| &entry.record)
    }

    /// The latest version whose plan has this hash.
    pub(super) fn latest_with(&self, sha256: &str) -> Option<u64> {
        let mut latest_first = self.records().rev();
        let found = latest_first.find(|record| record.sha256 == sha256);
        found.map(|record| record.version)
    }
}

/// A line without its end, however an editor that saved it may have written that.
fn trimmed(raw: &[u8], first: bool) -> &[u8] {
    let text = raw.trim_ascii_end();
    match text.strip_prefix(BYTE_ORDER_MARK) {
        Some(rest) if first => rest,
        _ => text,
    }
}

fn record(text: &[u8]) -> Option<Record> {
    let record: Record = serde_json::from_slice(text).ok()?;
    (record.schema == RECORD_SCHEMA).then_some(record)
}
