//! A file read into memory.

use crate::model::InputFile;
use crate::model::words::sha256;
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
        InputFile {
            file: self.name.clone(),
            sha256: sha256(self.bytes.as_ref()),
        }
    }
}
