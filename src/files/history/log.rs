//! Parsing the log: complete records, the rest of an interrupted write, and damage.

use super::record::{RECORD_SCHEMA, Record};
use super::sha256;

const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

/// A parsed log.
#[derive(Debug, Default)]
pub(super) struct Log {
    /// The complete records, in order.
    pub(super) entries: Vec<Entry>,
    /// Length in bytes up to the end of the last complete record.
    pub(super) sound: usize,
    /// The bytes after the last complete record: the start of one whose write was interrupted.
    pub(super) torn: Vec<u8>,
    /// Whether the last complete record lacks its line end.
    pub(super) unended: bool,
    /// Damage that an interrupted write cannot explain.
    pub(super) damage: Vec<Damage>,
}

/// A complete record.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    pub(super) record: Record,
    /// SHA-256 of its line, which the next record refers to.
    pub(super) hash: String,
}

/// A line that differs from what this program wrote.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Damage {
    /// Line number in the log, from 1.
    pub line: usize,
    /// What is wrong with it.
    pub kind: DamageKind,
}

/// What is wrong with a line of the log.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DamageKind {
    /// It is not a record, although records follow.
    Garbage,
    /// Its `previous` does not match the record before it: one of the two was changed, or a record
    /// between them was removed.
    Chain,
    /// Its version number is not greater than the previous one.
    Order,
}

impl Log {
    /// Parses a log. Never fails; unreadable parts are reported in `torn` and `damage`.
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

    /// Hash for the `previous` field of the next record.
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

/// A line without its line end and, in the first line, the byte order mark an editor may have
/// added.
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
