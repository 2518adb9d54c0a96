//! A window on a copy of a season, and requests as a browser sends them.

use axum::Router;
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use empanel::Lang;
use empanel::window::{Options, Window};
use http_body_util::BodyExt as _;
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use tower::ServiceExt as _;

/// An open window on a copy of the toy season.
pub struct Open {
    pub folder: tempfile::TempDir,
    pub window: Window,
    router: Router,
}

/// What was answered.
pub struct Answered {
    pub status: StatusCode,
    pub headers: axum::http::HeaderMap,
    pub text: String,
}

impl Answered {
    pub fn header(&self, name: &str) -> &str {
        let value = self.headers.get(name);
        value.and_then(|value| value.to_str().ok()).unwrap_or("")
    }

    pub fn json(&self) -> Value {
        serde_json::from_str(&self.text).expect("JSON")
    }
}

pub fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder") {
        let entry = entry.expect("an entry");
        if entry.path().is_file() {
            fs::copy(entry.path(), to.join(entry.file_name())).expect("copied");
        }
    }
}

impl Open {
    /// On the toy season, in a folder with a name of the office's.
    pub fn toy(lang: Lang) -> Self {
        Self::on("data/toy", lang)
    }

    pub fn on(season: &str, lang: Lang) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        copy(Path::new(season), &folder.path().join("2026 年<度>"));
        Self::again(folder, lang)
    }

    /// A window on a folder that is there already, as after the program was killed.
    pub fn again(folder: tempfile::TempDir, lang: Lang) -> Self {
        let window = Window::new(&Options {
            folder: folder.path().join("2026 年<度>"),
            lang,
            ..Options::default()
        });
        let window = window.expect("a port");
        Self {
            router: window.router(),
            folder,
            window,
        }
    }

    /// Forms the committee, as its page does.
    pub fn form(&self) {
        let answer = self.post("/form/start", &serde_json::json!({ "seconds": "20" }));
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
        self.until_formed();
    }

    /// Waits until no committee is being formed.
    pub fn until_formed(&self) {
        while self.get("/form").text.contains("data-live") {
            std::thread::sleep(std::time::Duration::from_millis(50));
        }
    }

    pub fn season(&self) -> PathBuf {
        self.folder.path().join("2026 年<度>")
    }

    /// The host that a browser names.
    pub fn host(&self) -> String {
        format!("127.0.0.1:{}", self.window.port())
    }

    pub fn cookie(&self) -> String {
        format!("empanel-{}={}", self.window.port(), self.window.key())
    }

    /// Sends a request as it is.
    pub fn raw(&self, request: Request<Body>) -> Answered {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .expect("a runtime");
        runtime.block_on(async {
            let response = self
                .router
                .clone()
                .oneshot(request)
                .await
                .expect("answered");
            let (head, body) = response.into_parts();
            let bytes = body.collect().await.expect("a body").to_bytes();
            Answered {
                status: head.status,
                headers: head.headers,
                text: String::from_utf8_lossy(&bytes).into_owned(),
            }
        })
    }

    /// Opens a page as the person does.
    pub fn get(&self, path: &str) -> Answered {
        let request = Request::get(path)
            .header(header::HOST, self.host())
            .header(header::COOKIE, self.cookie())
            .header("sec-fetch-site", "same-origin")
            .header("sec-fetch-mode", "navigate");
        self.raw(request.body(Body::empty()).expect("a request"))
    }

    /// Writes as a page of the window does.
    pub fn post(&self, path: &str, body: &Value) -> Answered {
        let request = Request::post(path)
            .header(header::HOST, self.host())
            .header(header::COOKIE, self.cookie())
            .header(header::ORIGIN, format!("http://{}", self.host()))
            .header(header::CONTENT_TYPE, "application/json")
            .header("sec-fetch-site", "same-origin")
            .header("sec-fetch-mode", "cors");
        self.raw(
            request
                .body(Body::from(body.to_string()))
                .expect("a request"),
        )
    }
}
