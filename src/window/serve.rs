//! The server: one address on this machine, until nobody looks any more.

use super::app::{App, Shared};
use super::presence::Presence;
use super::recent::Recent;
use super::workspace::Workspace;
use super::{aside, assets, guard, rooms, session};
use crate::model::words::Lang;
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::{from_fn, from_fn_with_state};
use std::io;
use std::net::{Ipv4Addr, TcpListener};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

/// Most bytes of a write. Routes that take files have a limit of their own.
const MOST_BYTES: usize = 256 * 1024;
/// How long to wait for a sign of an open tab. Browsers let sleeping tabs speak once a minute.
const PATIENCE: Duration = Duration::from_secs(10 * 60);
/// How often it is looked whether the program can end.
const LOOKS: Duration = Duration::from_millis(500);

/// What to open, and how.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// The season's folder.
    pub folder: PathBuf,
    /// The folder of the committee; `None` looks for a plan in the season's folder.
    pub out: Option<PathBuf>,
    /// The language of the pages at first.
    pub lang: Lang,
    /// The file that remembers the seasons opened, see [`recent_file`](super::recent_file); `None`
    /// remembers nothing.
    pub recent: Option<PathBuf>,
    /// How long to wait for a sign of an open tab; `None` is ten minutes.
    pub patience: Option<Duration>,
}

/// The window on a season. Nothing listens to anything but 127.0.0.1.
pub struct Window {
    app: Shared,
    listener: TcpListener,
}

impl Window {
    /// Takes a free port of this machine.
    ///
    /// # Errors
    /// The machine gives no port.
    pub fn new(options: &Options) -> io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
        listener.set_nonblocking(true)?;
        let new = match options.lang {
            Lang::Zh => ["方案", "答辩"],
            Lang::En => ["plan", "defence"],
        };
        let workspace = Workspace::new(&options.folder, options.out.as_deref(), new);
        let presence = Presence::new(options.patience.unwrap_or(PATIENCE));
        let port = listener.local_addr()?.port();
        let app = App::new(
            workspace,
            port,
            options.lang,
            presence,
            Recent::in_file(options.recent.clone()),
            &rooms::ROOMS,
        );
        Ok(Self {
            app: Arc::new(app),
            listener,
        })
    }

    /// The first address, with the key.
    pub fn address(&self) -> String {
        format!("http://127.0.0.1:{}/?key={}", self.port(), self.key())
    }

    /// The port.
    pub fn port(&self) -> u16 {
        self.app.port
    }

    /// The key, which is also what the cookie `empanel-PORT` holds.
    pub fn key(&self) -> &str {
        self.app.key.text()
    }

    /// All routes, behind the guard.
    pub fn router(&self) -> Router {
        let routes = session::router().merge(assets::router());
        let routes = self
            .app
            .rooms
            .iter()
            .fold(routes, |routes, room| routes.merge((room.router)()));
        routes
            .fallback(session::missing)
            .layer(DefaultBodyLimit::max(MOST_BYTES))
            .layer(from_fn(aside::told))
            .layer(from_fn_with_state(Arc::clone(&self.app), guard::guard))
            .with_state(Arc::clone(&self.app))
    }

    /// Claims the season: windows that are opened on it after this one only read it.
    pub fn claim(&self) {
        self.app.workspace.claim();
    }

    /// Answers until the person ends it, or no tab has been open for a while. Claims the season.
    ///
    /// # Errors
    /// The machine refuses to listen.
    pub fn serve(self) -> io::Result<()> {
        self.claim();
        if self.app.recent.note(self.app.workspace.folder()).is_err() {
            tracing::debug!("the seasons opened are not remembered");
        }
        let router = self.router();
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()?;
        let app = self.app;
        let over = async {
            while !app.presence.is_over() || app.work.is_busy() {
                tokio::time::sleep(LOOKS).await;
            }
            // The last answer is still on its way.
            tokio::time::sleep(LOOKS).await;
        };
        let ended = runtime.block_on(async {
            let listener = tokio::net::TcpListener::from_std(self.listener)?;
            tokio::select! {
                served = axum::serve(listener, router) => served,
                () = over => Ok(()),
            }
        });
        runtime.shutdown_background();
        ended
    }
}
