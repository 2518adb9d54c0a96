//! Reads the compact form, as a stream, straight into the arrays of the solver.

use super::super::by_row::ByRow;
use super::header::{END, Header, LENGTH, MAGIC, TRAILER, Unusable};
use super::part::slice;
use super::varint::{self, Read};
use crate::model::Part;
use sha2::{Digest as _, Sha256};
use std::fs::File;
use std::io::{self, Read as _, Seek as _, SeekFrom};

/// Bytes read at a time.
const BLOCK: usize = 1 << 20;

/// Why a file cannot be used.
#[derive(Debug)]
pub(in crate::assign) enum Damage {
    /// The operating system refuses.
    Io(io::Error),
    /// Not a file of this kind.
    Foreign,
    /// Written by another version of the format.
    Version(u32),
    /// Cut off: there is no end.
    Cut,
    /// The content is not what was written.
    Altered,
    /// Made with other submissions or reviewers.
    OtherTables,
}

impl From<io::Error> for Damage {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

/// What the tables of the folder hold.
pub(in crate::assign) struct Known {
    pub submissions: usize,
    pub reviewers: usize,
    pub ids: [u8; 32],
}

/// Reads a file and appends its submissions to `rows`, which holds those before its first one.
/// Nothing is appended on an error. O(length of the file).
///
/// # Errors
/// [`Damage`].
pub(in crate::assign) fn read_compact(
    mut file: File,
    known: &Known,
    rows: &mut ByRow<i64>,
) -> Result<Header, Damage> {
    let header = look(&mut file, known)?;
    let length = file.metadata()?.len();
    let body = length.checked_sub((LENGTH + TRAILER) as u64);
    let body = body.ok_or(Damage::Cut)?;
    file.seek(SeekFrom::End(-(TRAILER as i64)))?;
    let mut end = [0; TRAILER];
    file.read_exact(&mut end)?;
    if !end.starts_with(END) {
        return Err(Damage::Cut);
    }
    let mut word = [0; 8];
    word.copy_from_slice(&end[8..16]);
    let pairs = u64::from_le_bytes(word);
    // A pair takes two bytes at least: a wrong number must not claim the memory.
    if pairs > body / 2 {
        return Err(Damage::Altered);
    }
    file.seek(SeekFrom::Start(0))?;
    let mut start = [0; LENGTH];
    file.read_exact(&mut start)?;
    let mut hash = Sha256::new();
    hash.update(start);
    let before = (rows.starts.len(), rows.columns.len());
    let room = rows.columns.try_reserve_exact(pairs as usize);
    let room = room.and_then(|()| rows.scores.try_reserve_exact(pairs as usize));
    room.map_err(|_| io::Error::from(io::ErrorKind::OutOfMemory))?;
    let mut body = Body {
        file: file.take(body),
        hash,
        buffer: Vec::with_capacity(2 * BLOCK),
        at: 0,
    };
    let read = body.pairs(&header, known.reviewers as u64, rows);
    let whole = read.and_then(|()| {
        let mut hash = body.hash;
        hash.update(&end[..16]);
        let same = hash.finalize().as_slice() == &end[16..];
        let counted = (rows.columns.len() - before.1) as u64 == pairs;
        if same && counted {
            Ok(header)
        } else {
            Err(Damage::Altered)
        }
    });
    if whole.is_err() {
        rows.starts.truncate(before.0);
        rows.columns.truncate(before.1);
        rows.scores.truncate(before.1);
    }
    whole
}

/// Reads the header alone.
///
/// # Errors
/// [`Damage`].
fn look(file: &mut File, known: &Known) -> Result<Header, Damage> {
    let mut bytes = Vec::with_capacity(LENGTH);
    file.by_ref().take(LENGTH as u64).read_to_end(&mut bytes)?;
    let Ok(bytes) = <[u8; LENGTH]>::try_from(bytes.as_slice()) else {
        let begun = bytes.starts_with(MAGIC) || MAGIC.starts_with(&bytes);
        return Err(if begun { Damage::Cut } else { Damage::Foreign });
    };
    let header = Header::parse(&bytes).map_err(|unusable| match unusable {
        Unusable::Foreign => Damage::Foreign,
        Unusable::Version(version) => Damage::Version(version),
    })?;
    let counts = (known.submissions as u64, known.reviewers as u64);
    if (header.submissions, header.reviewers) != counts || header.ids != known.ids {
        return Err(Damage::OtherTables);
    }
    let Part { number, of } = header.part;
    if number == 0 || number > of {
        return Err(Damage::Altered);
    }
    let own = slice(Some(header.part), known.submissions);
    match (header.first, header.count) == (own.start as u64, own.len() as u64) {
        true => Ok(header),
        false => Err(Damage::Altered),
    }
}

/// The bytes between header and end.
struct Body {
    file: io::Take<File>,
    hash: Sha256,
    buffer: Vec<u8>,
    /// How much of the buffer was read.
    at: usize,
}

impl Body {
    fn pairs(&mut self, header: &Header, width: u64, rows: &mut ByRow<i64>) -> Result<(), Damage> {
        for _ in 0..header.count {
            let count = self.number()?;
            let mut next = 0u64;
            for _ in 0..count {
                let column = next.checked_add(self.number()?);
                let column = column.filter(|&column| column < width);
                let column = column.ok_or(Damage::Altered)?;
                let score = i64::try_from(self.number()?).map_err(|_| Damage::Altered)?;
                rows.columns.push(column as u32);
                rows.scores.push(score);
                next = column + 1;
            }
            rows.close();
        }
        match self.at < self.buffer.len() || self.fill()? {
            true => Err(Damage::Altered),
            false => Ok(()),
        }
    }

    #[inline]
    fn number(&mut self) -> Result<u64, Damage> {
        loop {
            match varint::read(&self.buffer[self.at..]) {
                Read::Number(number, length) => {
                    self.at += length;
                    return Ok(number);
                }
                Read::Broken => return Err(Damage::Altered),
                Read::More if self.fill()? => {}
                Read::More => return Err(Damage::Altered),
            }
        }
    }

    /// Reads on; `false` at the end.
    fn fill(&mut self) -> Result<bool, Damage> {
        self.buffer.drain(..self.at);
        self.at = 0;
        let before = self.buffer.len();
        self.file
            .by_ref()
            .take(BLOCK as u64)
            .read_to_end(&mut self.buffer)?;
        self.hash.update(&self.buffer[before..]);
        Ok(self.buffer.len() > before)
    }
}
