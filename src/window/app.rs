//! What all rooms of the window share.

use super::key::Key;
use super::lock::Lock;
use super::measuring::Measuring;
use super::presence::Presence;
use super::recent::Recent;
use super::table::Laid;
use super::work::Work;
use super::workspace::Workspace;
use crate::model::words::{Bilingual, Lang};
use axum::Router;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// The state that every handler gets.
pub(super) type Shared = Arc<App>;

/// A screen.
#[derive(Clone, Copy)]
pub(super) struct Room {
    /// Its name in style sheets and tests.
    pub(super) key: &'static str,
    /// Its address.
    pub(super) path: &'static str,
    /// Its name for people.
    pub(super) title: fn() -> Bilingual,
    /// Its routes.
    pub(super) router: fn() -> Router<Shared>,
}

/// The open window.
pub(super) struct App {
    /// What a browser must know.
    pub(super) key: Key,
    /// The port it listens on.
    pub(super) port: u16,
    /// The season's files.
    pub(super) workspace: Arc<Workspace>,
    /// All screens, in the order of the year.
    pub(super) rooms: &'static [Room],
    /// The lock of the screen.
    pub(super) lock: Lock,
    /// The seasons opened before.
    pub(super) recent: Recent,
    /// Whether a tab is still open.
    pub(super) presence: Presence,
    /// The committee being formed.
    pub(super) work: Arc<Work>,
    /// Committees being measured against each other.
    pub(super) measuring: Arc<Measuring>,
    /// The plan with the draft, as laid out last.
    pub(super) laid: Laid,
    english: AtomicBool,
}

impl App {
    /// Opens the window on a workspace.
    pub(super) fn new(
        workspace: Workspace,
        port: u16,
        lang: Lang,
        presence: Presence,
        recent: Recent,
        rooms: &'static [Room],
    ) -> Self {
        Self {
            key: Key::new(),
            port,
            workspace: Arc::new(workspace),
            rooms,
            lock: Lock::default(),
            presence,
            recent,
            work: Arc::default(),
            measuring: Arc::default(),
            laid: Laid::default(),
            english: AtomicBool::new(lang == Lang::En),
        }
    }

    /// The language of all pages.
    pub(super) fn lang(&self) -> Lang {
        match self.english.load(Ordering::Relaxed) {
            true => Lang::En,
            false => Lang::Zh,
        }
    }

    /// Changes the language of all pages.
    pub(super) fn speak(&self, lang: Lang) {
        self.english.store(lang == Lang::En, Ordering::Relaxed);
    }

    /// The names by which a browser may call this server.
    pub(super) fn hosts(&self) -> [String; 2] {
        let port = self.port;
        [format!("127.0.0.1:{port}"), format!("localhost:{port}")]
    }

    /// The name of the cookie. It has the port in it because cookies are shared between ports.
    pub(super) fn cookie(&self) -> String {
        format!("empanel-{}", self.port)
    }
}
