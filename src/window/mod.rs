//! The window: the year in a browser, served by this program to this machine alone.
//!
//! [`Window::new`] opens a season's folder and [`Window::serve`] answers on 127.0.0.1 until the
//! last tab has been closed for a while. The files on disk are what counts: every page is made from
//! them, a change made in another program is noticed and read again, and everything written goes
//! through the same history as the verbs of the command line.
//!
//! # A screen
//! Each screen is one file in `rooms`: its router, the model of its page, and what its page says.
//! `docs/contributing/adding.md` shows how to add one.
//!
//! # Who may ask
//! `guard` stands before every route. A browser sends cookies to any port of this machine and lets
//! any page send requests here, so host, key, origin and the fetch metadata are each checked.

mod answer;
mod app;
mod aside;
mod assets;
mod browser;
mod desk;
mod draft;
mod guard;
mod key;
mod lock;
mod measuring;
mod native;
mod place;
mod presence;
mod recent;
mod rooms;
mod serve;
mod session;
mod shell;
mod shown;
mod table;
mod tray;
mod turn;
mod verdict;
mod work;
mod workspace;

pub use browser::show;
pub use recent::recent_file;
pub use serve::{Options, Window};
