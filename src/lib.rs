//! empanel
