//! Forms as a browser sends them by itself, without script.

use crate::support::{Answered, Open};
use axum::body::Body;
use axum::http::{Request, StatusCode, header};

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

/// Answers everything as proposed, and what has no proposal with the first choice.
pub fn answer_all(open: &Open) {
    for _ in 0..5 {
        let text = open.get("/import").text;
        let mut fields: Vec<(String, String)> = Vec::new();
        for line in text.split("<label class=\"line").skip(1) {
            let item = values(line, "name=\"item\" value=\"")[0];
            let item = item.replace("&#31;", "\u{1f}").replace("&#34;", "\"");
            let select = line.split("</select>").next().expect("a list");
            let chosen = select.split("<option value=\"").skip(1);
            let chosen: Vec<&str> = chosen.collect();
            let first = |own: &&&str| !own.starts_with('"');
            let pick = chosen
                .iter()
                .find(|own| own.contains("\" selected>") && !own.starts_with('"'))
                .or_else(|| chosen.iter().find(first))
                .expect("a choice");
            let value = pick.split('"').next().expect("a value");
            fields.push(("item".to_owned(), item));
            fields.push(("value".to_owned(), value.to_owned()));
        }
        if fields.is_empty() {
            return;
        }
        let fields: Vec<(&str, &str)> = fields
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .collect();
        let answer = send(open, "/import/answers", &fields, &[]);
        assert_eq!(answer.status, StatusCode::SEE_OTHER);
    }
    panic!("questions do not end");
}
