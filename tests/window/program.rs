//! The program itself: it prints the address, answers, and ends when it is told to.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::process::{Command, Stdio};

/// Sends a request over the network and returns the whole answer.
fn ask(host: &str, head: &str, more: &str) -> String {
    let mut stream = TcpStream::connect(host).expect("it listens");
    let request = format!("{head} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n{more}\r\n");
    stream.write_all(request.as_bytes()).expect("sent");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).expect("answered");
    answer
}

#[test]
fn open_prints_its_address_and_ends_by_its_button() {
    let mut program = Command::new(assert_cmd::cargo::cargo_bin!("empanel"))
        .args(["open", "data/toy", "--no-browser", "--lang", "en"])
        .stdout(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let mut line = String::new();
    let out = program.stdout.take().expect("its output");
    BufReader::new(out).read_line(&mut line).expect("a line");
    let address = line.trim().strip_prefix("http://").expect("an address");
    let (host, path) = address.split_once('/').expect("a path");
    let refused = ask(host, "GET /", "");
    assert!(refused.starts_with("HTTP/1.1 403"), "{refused}");
    let entered = ask(host, &format!("GET /{path}"), "");
    assert!(entered.starts_with("HTTP/1.1 303"), "{entered}");
    let cookie = entered
        .lines()
        .find_map(|line| line.strip_prefix("set-cookie: "))
        .and_then(|line| line.split(';').next())
        .expect("a cookie");
    let cookie = format!("Cookie: {cookie}\r\n");
    let home = ask(host, "GET /", &cookie);
    assert!(
        home.starts_with("HTTP/1.1 200") && home.contains("toy"),
        "{home}"
    );
    let json = "Content-Type: application/json\r\nContent-Length: 2\r\n";
    let quit = ask(host, "POST /quit", &format!("{cookie}{json}\r\n{{}}"));
    assert!(quit.starts_with("HTTP/1.1 403"), "no origin: {quit}");
    let origin = format!("{cookie}Origin: http://{host}\r\n{json}");
    let mut stream = TcpStream::connect(host).expect("it listens");
    let request =
        format!("POST /quit HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n{origin}\r\n{{}}");
    stream.write_all(request.as_bytes()).expect("sent");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).expect("answered");
    assert!(answer.contains("The program has ended"), "{answer}");
    assert_eq!(program.wait().expect("its end").code(), Some(0));
}
