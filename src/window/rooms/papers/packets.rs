//! What was handed out: packets for each audience, and of which plan they are.

use crate::bilingual;
use crate::files::tables::read_plain;
use crate::files::whole::write_private;
use crate::model::words::{Lang, sha256};
use crate::window::app::App;
use crate::window::rooms::review::base;
use serde::{Deserialize, Serialize};
use std::io;
use std::path::{Path, PathBuf};

/// The list of the packets, beside them.
const LIST: &str = "packets.json";

/// The folder of the packets.
pub(super) struct Packets {
    folder: PathBuf,
    list: List,
}

#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default)]
struct List {
    files: Vec<Own>,
}

/// A packet. Its password is written nowhere.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Own {
    /// Its file name, made of ids.
    file: String,
    sha256: String,
    /// The hash of the plan that it was made from.
    plan: String,
    date: String,
    sealed: bool,
}

/// What the page shows of them.
pub(super) struct Shown {
    pub(super) folder: String,
    pub(super) files: Vec<File>,
    /// How many are out of date.
    pub(super) old: usize,
}

pub(super) struct File {
    pub(super) number: String,
    pub(super) name: String,
    pub(super) date: String,
    pub(super) sealed: bool,
    pub(super) class: &'static str,
    pub(super) state: &'static str,
}

impl Packets {
    /// The packets of the round at work.
    pub(super) fn of(app: &App, lang: Lang) -> Self {
        let names = ["分发", "hand-out"];
        let mut folders = names.map(|name| base(app).join(name)).into_iter();
        let new = || base(app).join(lang.pick(names[0], names[1]));
        let there = folders.find(|folder| folder.join(LIST).is_file());
        let folder = there.unwrap_or_else(new);
        let text = read_plain(&folder.join(LIST)).unwrap_or_default();
        Self {
            list: serde_json::from_slice(&text).unwrap_or_default(),
            folder,
        }
    }

    /// The folder.
    pub(super) fn folder(&self) -> &Path {
        &self.folder
    }

    /// Writes packets, all or none. Those for other audiences stay as long as they are of the same
    /// plan; older ones go, since nobody should be sent them. A file that was changed by hand is
    /// kept.
    ///
    /// # Errors
    /// The disk refuses; everything is then as it was.
    pub(super) fn write(
        &self,
        packets: &[(String, Vec<u8>)],
        (plan, date, sealed): (&str, &str, bool),
    ) -> io::Result<Vec<String>> {
        let listed = packets.iter().map(|(name, bytes)| Own {
            file: name.clone(),
            sha256: sha256(bytes),
            plan: plan.to_owned(),
            date: date.to_owned(),
            sealed,
        });
        let mut files: Vec<Own> = listed.collect();
        let new = |own: &Own| packets.iter().any(|(name, _)| *name == own.file);
        let others = self.list.files.iter();
        let stay = others.filter(|own| own.plan == plan && !new(own));
        files.extend(stay.cloned());
        files.sort_by(|a, b| a.file.cmp(&b.file));
        let list = serde_json::to_vec_pretty(&List {
            files: files.clone(),
        })?;
        let contents = packets.iter();
        let mut contents: Vec<(&str, &[u8])> = contents
            .map(|(name, bytes)| (name.as_str(), bytes.as_slice()))
            .collect();
        contents.push((LIST, &list));
        let dropped = |name: &str, path: &Path| {
            let own = self.list.files.iter().find(|own| own.file == name);
            let same = |own: &Own| read_plain(path).is_ok_and(|bytes| sha256(&bytes) == own.sha256);
            let stays = files.iter().any(|own| own.file == name) && !contents_hold(packets, name);
            name == LIST || own.is_some_and(same) && !stays
        };
        write_private(&self.folder, &contents, dropped)
    }

    /// The name and content of a packet, by its number in addresses.
    pub(super) fn file(&self, id: &str) -> Option<(String, Vec<u8>)> {
        let own = self.list.files.iter().find(|own| number(&own.file) == id)?;
        // A list that was tampered with leads nowhere else.
        let plain = !own.file.contains(['/', '\\']) && !own.file.starts_with('.');
        let bytes = plain.then(|| read_plain(&self.folder.join(&own.file)).ok())??;
        Some((own.file.clone(), bytes))
    }

    /// What the page shows, beside the plan in place.
    pub(super) fn shown(&self, plan: Option<&str>, lang: Lang) -> Shown {
        let files = self.list.files.iter().map(|own| {
            let there = self.file(&number(&own.file)).is_some();
            let (class, state) = match (there, Some(own.plan.as_str()) == plan) {
                (false, _) => ("todo", lang.pick("文件不在", "file is gone")),
                (true, true) => ("done", lang.pick("最新", "up to date")),
                (true, false) => ("trouble", lang.pick("已过时", "out of date")),
            };
            File {
                number: number(&own.file),
                name: named(&own.file, lang),
                date: own.date.clone(),
                sealed: own.sealed,
                class,
                state,
            }
        });
        let files: Vec<File> = files.collect();
        Shown {
            folder: self.folder.display().to_string(),
            old: files.iter().filter(|own| own.class == "trouble").count(),
            files,
        }
    }
}

fn contents_hold(packets: &[(String, Vec<u8>)], name: &str) -> bool {
    packets.iter().any(|(own, _)| own == name)
}

fn number(name: &str) -> String {
    sha256(name.as_bytes())[..16].to_owned()
}

/// What a packet is called for people.
fn named(file: &str, lang: Lang) -> String {
    let stem = file.trim_end_matches(".xlsx");
    let words = match stem.split_once('-') {
        Some(("expert", id)) => bilingual!("专家 {id}", "expert {id}"),
        Some(("group", id)) => bilingual!("专业组 {id}", "group {id}"),
        _ if stem == "office" => bilingual!("办公室（全部）", "the office (everything)"),
        _ if stem == "public" => bilingual!("公开名单", "the public"),
        _ => bilingual!("{stem}", "{stem}"),
    };
    words.say(lang).to_owned()
}
