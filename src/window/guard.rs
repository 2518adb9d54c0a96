//! Who may ask: checks before every route, and what every answer forbids the browser to do.
//!
//! A page on another port of this machine is "same site": a browser sends it our `SameSite=Strict`
//! cookie along. So the cookie alone proves nothing, and the origin of every write and the fetch
//! metadata of every request are checked as well.

use super::answer::refusal;
use super::app::{App, Shared};
use crate::bilingual;
use crate::model::words::Bilingual;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, Uri, header};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Redirect, Response};

/// What every answer carries. No page of ours needs inline scripts or styles, frames, or anything
/// from another place, and nothing is to be left in the cache of the disk. Other places get no
/// referrer; our own do, because a browser sends the origin of a form only together with it.
const DRESS: [(&str, &str); 8] = [
    (
        "content-security-policy",
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    ),
    ("x-content-type-options", "nosniff"),
    ("x-frame-options", "DENY"),
    ("referrer-policy", "same-origin"),
    ("cache-control", "no-store"),
    ("cross-origin-resource-policy", "same-origin"),
    ("cross-origin-opener-policy", "same-origin"),
    (
        "permissions-policy",
        "camera=(), geolocation=(), microphone=()",
    ),
];

/// What is to be done with a request.
#[derive(Debug, PartialEq)]
enum Verdict {
    /// It is answered.
    Pass,
    /// The key in the address is exchanged for the cookie.
    Exchange,
    /// The screen is locked.
    Locked,
    /// It is refused.
    Refuse(StatusCode, Bilingual),
}

/// The layer before all routes.
pub(super) async fn guard(State(app): State<Shared>, request: Request, next: Next) -> Response {
    let verdict = judge(&app, request.method(), request.uri(), request.headers());
    let mut response = match verdict {
        Verdict::Pass => {
            app.presence.seen();
            next.run(request).await
        }
        Verdict::Exchange => {
            app.presence.seen();
            exchange(&app)
        }
        Verdict::Locked => Redirect::to("/lock").into_response(),
        Verdict::Refuse(status, words) => refusal(status, &words, app.lang()),
    };
    for (name, value) in DRESS {
        let (name, value) = (
            HeaderName::from_static(name),
            HeaderValue::from_static(value),
        );
        response.headers_mut().insert(name, value);
    }
    response
}

fn judge(app: &App, method: &Method, uri: &Uri, headers: &HeaderMap) -> Verdict {
    let text = |name: HeaderName| headers.get(name).and_then(|value| value.to_str().ok());
    let hosts = app.hosts();
    // A name of another place that leads to this machine (DNS rebinding).
    if !text(header::HOST).is_some_and(|host| hosts.iter().any(|own| own == host)) {
        return Verdict::Refuse(
            StatusCode::MISDIRECTED_REQUEST,
            bilingual!(
                "这个地址不是本程序的地址。请用启动时显示的地址打开。",
                "This is not the address of this program. Open the address shown at the start."
            ),
        );
    }
    let reads = [Method::GET, Method::HEAD].contains(method);
    if !reads && method != Method::POST {
        return Verdict::Refuse(
            StatusCode::METHOD_NOT_ALLOWED,
            bilingual!(
                "不接受这种请求。",
                "Requests of this kind are not accepted."
            ),
        );
    }
    if reads && uri.path() == "/" && key_in(uri).is_some_and(|key| app.key.opens(key)) {
        return Verdict::Exchange;
    }
    if !cookie(headers, &app.cookie()).is_some_and(|key| app.key.opens(key)) {
        return Verdict::Refuse(
            StatusCode::FORBIDDEN,
            bilingual!(
                "没有钥匙。请用启动时显示的地址打开，或重新运行 empanel open。",
                "The key is missing. Open the address shown at the start, or run empanel open again."
            ),
        );
    }
    let own_origin = |origin: &str| {
        let mut hosts = hosts.iter();
        hosts.any(|host| origin.strip_prefix("http://") == Some(host))
    };
    let foreign = bilingual!(
        "请求来自别的网页，已拒绝。",
        "The request comes from another page and was refused."
    );
    if !reads && !text(header::ORIGIN).is_some_and(own_origin) {
        return Verdict::Refuse(StatusCode::FORBIDDEN, foreign);
    }
    // Typing an address or reloading is `none`; older browsers send nothing.
    let site = text(HeaderName::from_static("sec-fetch-site"));
    let opened = reads && text(HeaderName::from_static("sec-fetch-mode")) == Some("navigate");
    if site.is_some_and(|site| site != "same-origin" && !(site == "none" && opened)) {
        return Verdict::Refuse(StatusCode::FORBIDDEN, foreign);
    }
    let shown_locked =
        uri.path().starts_with("/assets/") || ["/lock", "/unlock", "/alive"].contains(&uri.path());
    match app.lock.is_open() || shown_locked {
        true => Verdict::Pass,
        false => Verdict::Locked,
    }
}

/// Sets the cookie and leads to the address without the key.
fn exchange(app: &App) -> Response {
    let mut response = Redirect::to("/").into_response();
    let (name, key) = (app.cookie(), app.key.text());
    let cookie = format!("{name}={key}; HttpOnly; SameSite=Strict; Path=/");
    if let Ok(value) = HeaderValue::from_str(&cookie) {
        response.headers_mut().insert(header::SET_COOKIE, value);
    }
    response
}

fn key_in(uri: &Uri) -> Option<&str> {
    let mut pairs = uri.query()?.split('&');
    pairs.find_map(|pair| pair.strip_prefix("key="))
}

fn cookie<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let all = headers.get_all(header::COOKIE).iter();
    let mut pairs = all
        .filter_map(|line| line.to_str().ok())
        .flat_map(|line| line.split(';'));
    pairs.find_map(|pair| pair.trim().strip_prefix(name)?.strip_prefix('='))
}
