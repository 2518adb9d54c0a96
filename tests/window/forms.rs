//! Forms as a browser sends them by itself, without script.

use crate::support::{Answered, Open};
use axum::body::Body;
use axum::http::{Request, header};

const BOUNDARY: &str = "----empanel7MA4YWxkTrZu0gW";

/// A form with fields, and files by name and content.
pub fn send(open: &Open, path: &str, fields: &[(&str, &str)], files: &[(&str, &[u8])]) -> Answered {
    let mut body: Vec<u8> = Vec::new();
    for (name, value) in fields {
        let head = format!(
            "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n"
        );
        body.extend(head.into_bytes());
    }
    for (name, bytes) in files {
        // As browsers do: quotes and line ends are escaped, all else is UTF-8.
        let name = name.replace('"', "%22");
        let head = format!(
            "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\nContent-Type: application/octet-stream\r\n\r\n"
        );
        body.extend(head.into_bytes());
        body.extend_from_slice(bytes);
        body.extend(b"\r\n");
    }
    body.extend(format!("--{BOUNDARY}--\r\n").into_bytes());
    let request = Request::post(path)
        .header(header::HOST, open.host())
        .header(header::COOKIE, open.cookie())
        .header(header::ORIGIN, format!("http://{}", open.host()))
        .header(
            header::CONTENT_TYPE,
            format!("multipart/form-data; boundary={BOUNDARY}"),
        )
        .header("sec-fetch-site", "same-origin")
        .header("sec-fetch-mode", "navigate");
    open.raw(request.body(Body::from(body)).expect("a request"))
}

/// The values of all elements that begin so, in order: `name="item" value="` finds the items.
pub fn values<'t>(text: &'t str, begin: &str) -> Vec<&'t str> {
    let parts = text.split(begin).skip(1);
    parts
        .map(|own| own.split('"').next().unwrap_or(""))
        .collect()
}
