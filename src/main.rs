//! empanel
fn main() {}
