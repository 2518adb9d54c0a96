//! Each attack that was tried against a prototype, and what every answer carries.

use crate::support::{Answered, Open};
use axum::body::Body;
use axum::http::{Method, Request, StatusCode};
use empanel::Lang;
use serde_json::json;

/// Sends a request with these headers; `HOST`, `OWN` and `COOKIE` in values stand for the right
/// ones.
fn ask(open: &Open, method: Method, path: &str, headers: &[(&str, &str)]) -> Answered {
    let mut request = Request::builder().method(method).uri(path);
    for (name, value) in headers {
        let value = match *value {
            "HOST" => open.host(),
            "OWN" => format!("http://{}", open.host()),
            "COOKIE" => open.cookie(),
            other => other.to_owned(),
        };
        request = request.header(*name, value);
    }
    request = request.header("content-type", "application/json");
    open.raw(
        request
            .body(Body::from(r#"{"lang":"en"}"#))
            .expect("a request"),
    )
}

#[test]
fn the_key_in_the_first_address_is_exchanged_for_a_cookie() {
    let open = Open::toy(Lang::Zh);
    let path = format!("/?key={}", open.window.key());
    assert!(open.window.address().ends_with(&path));
    let answer = ask(&open, Method::GET, &path, &[("host", "HOST")]);
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    assert_eq!(answer.header("location"), "/");
    let cookie = format!("{}; HttpOnly; SameSite=Strict; Path=/", open.cookie());
    assert_eq!(answer.header("set-cookie"), cookie);
    for wrong in ["/?key=", "/?key=00000000000000000000000000000000", "/"] {
        let answer = ask(&open, Method::GET, wrong, &[("host", "HOST")]);
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{wrong}");
        assert_eq!(answer.header("set-cookie"), "");
    }
    let elsewhere = path.replace("/?", "/problems?");
    let answer = ask(&open, Method::GET, &elsewhere, &[("host", "HOST")]);
    assert_eq!(
        answer.status,
        StatusCode::FORBIDDEN,
        "only the first address"
    );
}

#[test]
fn nothing_is_shown_without_the_cookie_of_this_port() {
    let open = Open::toy(Lang::Zh);
    let other = format!("empanel-1={}", open.window.key());
    for path in ["/", "/problems", "/assets/style.css", "/alive", "/nothing"] {
        for cookie in ["", "empanel=x", other.as_str()] {
            let headers = [("host", "HOST"), ("cookie", cookie)];
            let answer = ask(&open, Method::GET, path, &headers);
            assert_eq!(answer.status, StatusCode::FORBIDDEN, "{path} {cookie}");
        }
        let answer = ask(
            &open,
            Method::GET,
            path,
            &[("host", "HOST"), ("cookie", "COOKIE")],
        );
        assert_ne!(answer.status, StatusCode::FORBIDDEN, "{path}");
    }
}

#[test]
fn another_name_of_this_machine_is_misdirected() {
    let open = Open::toy(Lang::Zh);
    let port = open.window.port();
    let near = format!("127.0.0.1:{}", port ^ 1);
    let inside = format!("evil.example:{port}");
    for host in [
        "evil.example",
        near.as_str(),
        inside.as_str(),
        "127.0.0.1",
        "",
    ] {
        let headers = [("host", host), ("cookie", "COOKIE"), ("origin", "OWN")];
        for method in [Method::GET, Method::POST] {
            let answer = ask(&open, method, "/language", &headers);
            assert_eq!(answer.status, StatusCode::MISDIRECTED_REQUEST, "{host}");
        }
    }
    let answer = ask(&open, Method::GET, "/", &[("cookie", "COOKIE")]);
    assert_eq!(answer.status, StatusCode::MISDIRECTED_REQUEST, "no host");
    let local = format!("localhost:{port}");
    let answer = ask(
        &open,
        Method::GET,
        "/",
        &[("host", &local), ("cookie", "COOKIE")],
    );
    assert_eq!(answer.status, StatusCode::OK);
}

#[test]
fn a_write_must_come_from_our_own_page() {
    let open = Open::toy(Lang::Zh);
    let with = |origin: Option<&str>, site: &str| {
        let mut headers = vec![
            ("host", "HOST"),
            ("cookie", "COOKIE"),
            ("sec-fetch-site", site),
        ];
        headers.extend(origin.map(|origin| ("origin", origin)));
        ask(&open, Method::POST, "/language", &headers).status
    };
    for site in ["same-origin", "same-site", "cross-site", "none"] {
        for origin in [
            None,
            Some("null"),
            Some("http://127.0.0.1:8765"),
            Some("https://evil.example"),
        ] {
            assert_eq!(
                with(origin, site),
                StatusCode::FORBIDDEN,
                "{origin:?} {site}"
            );
        }
    }
    for site in ["same-site", "cross-site", "none"] {
        assert_eq!(with(Some("OWN"), site), StatusCode::FORBIDDEN, "{site}");
    }
    let answer = open.get("/");
    assert!(
        answer.text.contains(r#"lang="zh-CN""#),
        "nothing was written"
    );
    assert_eq!(with(Some("OWN"), "same-origin"), StatusCode::OK);
    assert!(open.get("/").text.contains(r#"lang="en""#));
}

#[test]
fn another_page_of_this_machine_reads_nothing() {
    let open = Open::toy(Lang::Zh);
    let get = |path: &str, site: &str, mode: &str| {
        let headers = [
            ("host", "HOST"),
            ("cookie", "COOKIE"),
            ("sec-fetch-site", site),
            ("sec-fetch-mode", mode),
        ];
        ask(&open, Method::GET, path, &headers).status
    };
    // A script, a frame and a fetch of a page on another port: the browser sends the cookie.
    for (path, mode) in [
        ("/assets/window.js", "no-cors"),
        ("/", "navigate"),
        ("/alive", "cors"),
    ] {
        for site in ["same-site", "cross-site"] {
            assert_eq!(
                get(path, site, mode),
                StatusCode::FORBIDDEN,
                "{path} {site}"
            );
        }
        assert_eq!(get(path, "same-origin", mode), StatusCode::OK, "{path}");
    }
    assert_eq!(
        get("/", "none", "navigate"),
        StatusCode::OK,
        "typed or reloaded"
    );
    assert_eq!(get("/alive", "none", "cors"), StatusCode::FORBIDDEN);
}

#[test]
fn every_answer_forbids_what_no_page_of_ours_needs() {
    let open = Open::toy(Lang::Zh);
    let refused = ask(&open, Method::GET, "/", &[("host", "evil.example")]);
    let key = format!("/?key={}", open.window.key());
    let exchanged = ask(&open, Method::GET, &key, &[("host", "HOST")]);
    let answers = [
        open.get("/"),
        open.get("/assets/window.js"),
        open.get("/nothing"),
        refused,
        exchanged,
    ];
    for answer in answers {
        let policy = answer.header("content-security-policy");
        for part in [
            "default-src 'none'",
            "script-src 'self'",
            "frame-ancestors 'none'",
            "base-uri 'none'",
        ] {
            assert!(policy.contains(part), "{policy}");
        }
        assert!(!policy.contains("unsafe"), "{policy}");
        assert_eq!(answer.header("x-content-type-options"), "nosniff");
        assert_eq!(answer.header("referrer-policy"), "same-origin");
        assert_eq!(answer.header("cache-control"), "no-store");
        assert_eq!(answer.header("cross-origin-resource-policy"), "same-origin");
        assert_eq!(answer.header("cross-origin-opener-policy"), "same-origin");
        assert_eq!(answer.header("access-control-allow-origin"), "");
    }
}

#[test]
fn no_page_has_scripts_or_styles_of_its_own() {
    let open = Open::toy(Lang::Zh);
    let rooms = [
        "import",
        "rules",
        "conflicts",
        "withdrawal",
        "papers",
        "review",
    ];
    let rooms = rooms.map(|own| format!("/{own}"));
    let all = ["/", "/problems", "/lock"].into_iter();
    for path in all.chain(rooms.iter().map(String::as_str)) {
        let text = open.get(path).text;
        assert!(
            !text.contains("<script>") && !text.contains("<style"),
            "{path}"
        );
        for attribute in [" style=", " onclick=", " onload=", "javascript:"] {
            assert!(!text.contains(attribute), "{path} has {attribute}");
        }
        assert!(
            !text.contains("http://") && !text.contains("https://"),
            "{path}"
        );
    }
}

#[test]
fn other_methods_and_large_writes_are_refused() {
    let open = Open::toy(Lang::Zh);
    let headers = [("host", "HOST"), ("cookie", "COOKIE"), ("origin", "OWN")];
    for method in [Method::PUT, Method::DELETE, Method::OPTIONS, Method::PATCH] {
        let answer = ask(&open, method, "/", &headers);
        assert_eq!(answer.status, StatusCode::METHOD_NOT_ALLOWED);
    }
    let answer = open.post("/lock", &json!({ "word": "x".repeat(300_000) }));
    assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
}

#[test]
fn no_path_leads_out_of_the_window() {
    let open = Open::toy(Lang::Zh);
    for path in [
        "/../Cargo.toml",
        "/assets/../../Cargo.toml",
        "/assets/%2e%2e/%2e%2e/Cargo.toml",
        "/assets//etc/passwd",
        "/experts.csv",
        "/assets/experts.csv",
    ] {
        assert_eq!(open.get(path).status, StatusCode::NOT_FOUND, "{path}");
    }
}

#[test]
fn a_locked_screen_shows_nothing_until_the_word_is_said() {
    let open = Open::toy(Lang::Zh);
    assert_eq!(
        open.post("/lock", &json!({ "word": "abc" })).status,
        StatusCode::CONFLICT
    );
    assert_eq!(
        open.post("/lock", &json!({ "word": "四字口令" })).status,
        StatusCode::OK
    );
    for path in ["/", "/problems", "/nothing"] {
        let answer = open.get(path);
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{path}");
        assert_eq!(answer.header("location"), "/lock");
    }
    let answer = open.post("/language", &json!({ "lang": "en" }));
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    assert!(!open.get("/lock").text.contains("2026"));
    assert_eq!(
        open.get("/alive").json(),
        json!({ "state": 0, "locked": true })
    );
    let wrong = open.post("/unlock", &json!({ "word": "五字的口令" }));
    assert_eq!(wrong.json()["said"], "不对，还可以试 4 次。");
    assert_eq!(
        open.post("/unlock", &json!({ "word": "四字口令" })).status,
        StatusCode::OK
    );
    assert_eq!(open.get("/").status, StatusCode::OK);
}
