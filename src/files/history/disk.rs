//! The few things the history asks of a disk, so that tests can let one fail at any step.

use crate::files::tables::read_plain;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write as _};
use std::path::Path;

/// Durable steps on files. What changes a folder (a new name, a rename, a removal) is sure to
/// survive a power cut only after [`Disk::sync_folder`]; contents are synced by each call.
pub(super) trait Disk {
    /// Reads a whole file; `None` when there is none.
    fn read(&self, path: &Path) -> io::Result<Option<Vec<u8>>>;
    /// Lists the names in a folder, ascending; none when there is no folder.
    fn names(&self, folder: &Path) -> io::Result<Vec<String>>;
    /// Makes a folder and those above it, durably.
    fn create_folder(&self, folder: &Path) -> io::Result<()>;
    /// Writes a new file and syncs its contents.
    fn write_new(&self, path: &Path, bytes: &[u8]) -> io::Result<()>;
    /// Renames a file, over another if there is one.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;
    /// Appends to a file, made when there is none, and syncs its contents.
    fn append(&self, path: &Path, bytes: &[u8]) -> io::Result<()>;
    /// Cuts a file to `length` and syncs it.
    fn truncate(&self, path: &Path, length: u64) -> io::Result<()>;
    /// Removes a file.
    fn remove(&self, path: &Path) -> io::Result<()>;
    /// Makes the names in a folder durable.
    fn sync_folder(&self, folder: &Path) -> io::Result<()>;
}

/// The machine's own disk.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct RealDisk;

impl Disk for RealDisk {
    fn read(&self, path: &Path) -> io::Result<Option<Vec<u8>>> {
        match read_plain(path) {
            Ok(bytes) => Ok(Some(bytes)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    fn names(&self, folder: &Path) -> io::Result<Vec<String>> {
        let entries = match fs::read_dir(folder) {
            Ok(entries) => entries,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            Err(error) => return Err(error),
        };
        let mut names = Vec::new();
        for entry in entries {
            // A name that is not valid text is not one of ours.
            names.extend(entry?.file_name().into_string().ok());
        }
        names.sort();
        Ok(names)
    }

    fn create_folder(&self, folder: &Path) -> io::Result<()> {
        let missing = folder.ancestors().take_while(|above| !above.exists());
        let missing: Vec<_> = missing.collect();
        fs::create_dir_all(folder)?;
        for made in missing.iter().rev() {
            if let Some(above) = made.parent() {
                self.sync_folder(above)?;
            }
        }
        Ok(())
    }

    fn write_new(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        let mut file = File::create_new(path)?;
        let written = file.write_all(bytes).and_then(|()| file.sync_all());
        written.inspect_err(|_| {
            // A full disk has no room for half a file.
            let _ = fs::remove_file(path);
        })
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::rename(from, to)
    }

    fn append(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        let mut file = OpenOptions::new().create(true).append(true).open(path)?;
        file.write_all(bytes)?;
        file.sync_all()
    }

    fn truncate(&self, path: &Path, length: u64) -> io::Result<()> {
        let file = OpenOptions::new().write(true).open(path)?;
        file.set_len(length)?;
        file.sync_all()
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        fs::remove_file(path)
    }

    /// Windows makes renames durable by itself and opens no folder as a file.
    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        if cfg!(windows) {
            return Ok(());
        }
        let folder = if folder.as_os_str().is_empty() {
            Path::new(".")
        } else {
            folder
        };
        match File::open(folder)?.sync_all() {
            // Some network file systems refuse to sync a folder; there is nothing better to do.
            Err(error) if error.kind() == io::ErrorKind::InvalidInput => Ok(()),
            Err(error) if error.kind() == io::ErrorKind::Unsupported => Ok(()),
            done => done,
        }
    }
}
