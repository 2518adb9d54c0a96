//! An in-memory disk that can lose power at any step, together with everything not yet synced.

use super::super::disk::Disk;
use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};

/// How far the interrupted step gets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum CutOff {
    /// It does not start.
    Before,
    /// Half of its bytes are written; like [`CutOff::After`] for steps that write no bytes.
    Half,
    /// The right number of bytes is written, but all of them are zero.
    Zeros,
    /// It completes, but reports failure.
    After,
}

#[derive(Debug, Clone)]
enum Change {
    Name(PathBuf, usize),
    Rename(PathBuf, PathBuf, usize),
    Remove(PathBuf),
}

#[derive(Debug, Clone, Default)]
struct Names(BTreeMap<PathBuf, usize>);

impl Names {
    fn apply(&mut self, change: &Change) {
        match change {
            Change::Name(path, file) => drop(self.0.insert(path.clone(), *file)),
            Change::Rename(from, to, file) => {
                self.0.remove(from);
                self.0.insert(to.clone(), *file);
            }
            Change::Remove(path) => drop(self.0.remove(path)),
        }
    }
}

#[derive(Debug, Clone, Default)]
struct Inside {
    contents: Vec<Vec<u8>>,
    live: Names,
    durable: Names,
    pending: Vec<Change>,
}

/// The disk; steps are counted from 0.
#[derive(Debug, Clone)]
pub(super) struct MemoryDisk {
    inside: RefCell<Inside>,
    steps: Cell<usize>,
    cut: Option<(usize, CutOff)>,
}

fn dead() -> io::Error {
    io::Error::other("the power is off")
}

impl MemoryDisk {
    pub(super) fn new() -> Self {
        Self {
            inside: RefCell::default(),
            steps: Cell::new(0),
            cut: None,
        }
    }

    /// Makes the disk lose power at `step`.
    pub(super) fn cut_at(mut self, step: usize, how: CutOff) -> Self {
        self.cut = Some((step, how));
        self
    }

    pub(super) fn steps(&self) -> usize {
        self.steps.get()
    }

    /// Replaces a file durably from outside the program, as an editor does.
    pub(super) fn edit(&self, path: &Path, bytes: &[u8]) {
        if self.off() {
            return;
        }
        let mut inside = self.inside.borrow_mut();
        let file = inside.contents.len();
        inside.contents.push(bytes.to_vec());
        inside.live.apply(&Change::Name(path.to_owned(), file));
        inside.durable.apply(&Change::Name(path.to_owned(), file));
    }

    pub(super) fn off(&self) -> bool {
        self.cut.is_some_and(|(at, _)| self.steps.get() > at)
    }

    /// The disk after the process is killed: everything done so far is there.
    pub(super) fn killed(&self) -> Self {
        let mut inside = self.inside.borrow().clone();
        inside.durable = inside.live.clone();
        inside.pending.clear();
        Self {
            inside: RefCell::new(inside),
            ..Self::new()
        }
    }

    /// All states that a power cut can leave: each change of names that was not synced is either
    /// kept or lost, independently.
    pub(super) fn powerless(&self) -> Vec<Self> {
        let inside = self.inside.borrow();
        let count = inside.pending.len();
        assert!(count < 10, "so many unsynced names are not meant: {count}");
        let disks = (0..1_u32 << count).map(|arrived| {
            let mut left = inside.clone();
            let changes = std::mem::take(&mut left.pending);
            for (at, change) in changes.iter().enumerate() {
                if arrived & (1 << at) != 0 {
                    left.durable.apply(change);
                }
            }
            left.live = left.durable.clone();
            Self {
                inside: RefCell::new(left),
                ..Self::new()
            }
        });
        disks.collect()
    }

    /// Performs a step that changes names, or fails at the cut.
    fn change(&self, make: impl FnOnce(&mut Inside) -> Change) -> io::Result<()> {
        let how = self.step()?;
        if how == Some(CutOff::Before) {
            return Err(dead());
        }
        let mut inside = self.inside.borrow_mut();
        let change = make(&mut inside);
        inside.live.apply(&change);
        inside.pending.push(change);
        how.map_or(Ok(()), |_| Err(dead()))
    }

    /// Counts a step; `Some` if it is the one that is interrupted.
    fn step(&self) -> io::Result<Option<CutOff>> {
        let step = self.steps.get();
        if self.off() {
            return Err(dead());
        }
        self.steps.set(step + 1);
        Ok(self.cut.filter(|(at, _)| *at == step).map(|(_, how)| how))
    }

    fn file(&self, path: &Path) -> io::Result<usize> {
        let inside = self.inside.borrow();
        let file = inside.live.0.get(path).copied();
        file.ok_or_else(|| io::Error::from(io::ErrorKind::NotFound))
    }
}

/// The bytes that are actually written.
fn arrived(bytes: &[u8], how: Option<CutOff>) -> Vec<u8> {
    match how {
        None | Some(CutOff::After) => bytes.to_vec(),
        Some(CutOff::Before) => Vec::new(),
        Some(CutOff::Half) => bytes[..bytes.len() / 2].to_vec(),
        Some(CutOff::Zeros) => vec![0; bytes.len()],
    }
}

impl Disk for &MemoryDisk {
    fn read(&self, path: &Path) -> io::Result<Option<Vec<u8>>> {
        let inside = self.inside.borrow();
        let file = inside.live.0.get(path);
        Ok(file.map(|file| inside.contents[*file].clone()))
    }

    fn names(&self, folder: &Path) -> io::Result<Vec<String>> {
        let inside = self.inside.borrow();
        let paths = inside.live.0.keys();
        let here = paths.filter(|path| path.parent() == Some(folder));
        let names = here.filter_map(|path| path.file_name());
        Ok(names.map(|name| name.to_string_lossy().into()).collect())
    }

    fn create_folder(&self, _folder: &Path) -> io::Result<()> {
        Ok(())
    }

    fn write_new(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        if self.inside.borrow().live.0.contains_key(path) {
            return Err(io::Error::from(io::ErrorKind::AlreadyExists));
        }
        let how = self.cut.filter(|(at, _)| *at == self.steps.get());
        self.change(|inside| {
            inside
                .contents
                .push(arrived(bytes, how.map(|(_, how)| how)));
            Change::Name(path.to_owned(), inside.contents.len() - 1)
        })
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        let file = self.file(from)?;
        self.change(|_| Change::Rename(from.to_owned(), to.to_owned(), file))
    }

    fn append(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        if self.file(path).is_err() {
            return self.write_new(path, bytes);
        }
        let file = self.file(path)?;
        let how = self.step()?;
        let mut inside = self.inside.borrow_mut();
        inside.contents[file].extend(arrived(bytes, how));
        how.map_or(Ok(()), |_| Err(dead()))
    }

    fn truncate(&self, path: &Path, length: u64) -> io::Result<()> {
        let file = self.file(path)?;
        let how = self.step()?;
        if how != Some(CutOff::Before) {
            let mut inside = self.inside.borrow_mut();
            inside.contents[file].truncate(usize::try_from(length).expect("short"));
        }
        how.map_or(Ok(()), |_| Err(dead()))
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        self.file(path)?;
        self.change(|_| Change::Remove(path.to_owned()))
    }

    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        let how = self.step()?;
        if how == Some(CutOff::Before) {
            return Err(dead());
        }
        let mut inside = self.inside.borrow_mut();
        let Inside {
            pending, durable, ..
        } = &mut *inside;
        pending.retain(|change| {
            let (Change::Name(path, _) | Change::Rename(_, path, _) | Change::Remove(path)) =
                change;
            let here = path.parent() == Some(folder);
            if here {
                durable.apply(change);
            }
            !here
        });
        how.map_or(Ok(()), |_| Err(dead()))
    }
}
