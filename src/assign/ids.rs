//! Ids and their dense indices.

use crate::model::words::taken_back;
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// A fast hash for short ids (the multiply-and-rotate of Firefox). It never determines an order, so
/// a file built to cause collisions only slows down its own reading.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct IdHasher(u64);

impl Hasher for IdHasher {
    fn write(&mut self, bytes: &[u8]) {
        let mut chunks = bytes.chunks_exact(8);
        for chunk in &mut chunks {
            let mut word = [0; 8];
            word.copy_from_slice(chunk);
            self.write_u64(u64::from_le_bytes(word));
        }
        let mut word = [0; 8];
        word[..chunks.remainder().len()].copy_from_slice(chunks.remainder());
        self.write_u64(u64::from_le_bytes(word));
    }

    fn write_u8(&mut self, byte: u8) {
        self.write_u64(u64::from(byte));
    }

    fn write_usize(&mut self, word: usize) {
        self.write_u64(word as u64);
    }

    fn write_u64(&mut self, word: u64) {
        self.0 = (self.0.rotate_left(5) ^ word).wrapping_mul(0x517c_c1b7_2722_0a95);
    }

    fn finish(&self) -> u64 {
        self.0 ^ self.0 >> 29
    }
}

/// The id without the protection against being read as a formula.
fn as_written(id: &[u8]) -> &[u8] {
    if id.first() != Some(&b'\'') {
        return id;
    }
    std::str::from_utf8(id).map_or(id, |text| taken_back(text).as_bytes())
}

/// Ids in order of first occurrence.
#[derive(Debug, Default)]
pub(super) struct Ids {
    names: Vec<String>,
    index: HashMap<Vec<u8>, u32, BuildHasherDefault<IdHasher>>,
}

impl Ids {
    /// Adds an id; `false` if it already exists.
    pub fn add(&mut self, id: &[u8]) -> bool {
        let id = as_written(id);
        let next = self.names.len() as u32;
        if self.index.contains_key(id) {
            return false;
        }
        self.index.insert(id.to_vec(), next);
        self.names.push(String::from_utf8_lossy(id).into_owned());
        true
    }

    /// Returns the index of an id.
    pub fn get(&self, id: &[u8]) -> Option<u32> {
        self.index.get(as_written(id)).copied()
    }

    /// Returns the ids in order.
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// Returns the ids in order, without their index.
    pub fn into_names(self) -> Vec<String> {
        self.names
    }

    /// Returns the number of ids.
    pub fn len(&self) -> usize {
        self.names.len()
    }
}
