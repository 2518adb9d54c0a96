//! A file read into memory.

use crate::model::InputFile;
use sha2::{Digest, Sha256};
use std::fmt::Write as _;
use std::rc::Rc;

/// Bytes shared by several readers.
#[derive(Debug, Clone)]
pub(in crate::files::tables) struct Bytes(pub(in crate::files::tables) Rc<Vec<u8>>);

impl AsRef<[u8]> for Bytes {
    fn as_ref(&self) -> &[u8] {
        &self.0
    }
}

/// A file read into memory.
#[derive(Debug)]
pub(in crate::files::tables) struct File {
    /// Name without folder.
    pub(in crate::files::tables) name: String,
    pub(in crate::files::tables) bytes: Bytes,
}

impl File {
    /// Name and hash, as recorded in a plan.
    pub(in crate::files::tables) fn input(&self) -> InputFile {
        let mut sha256 = String::with_capacity(64);
        for byte in Sha256::digest(self.bytes.as_ref()) {
            // Writing to a String cannot fail.
            let _ = write!(sha256, "{byte:02x}");
        }
        InputFile {
            file: self.name.clone(),
            sha256,
        }
    }
}
