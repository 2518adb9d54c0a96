//! Reads the parts of an archive as XML, to their end and within the limits.

use crate::files::tables::container::fault::{BookFault, broken};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::io::{BufReader, Read};

/// The remaining allowance for unpacking.
#[derive(Debug)]
pub(super) struct Budget {
    /// Bytes that the remaining parts may unpack to.
    pub(super) bytes: u64,
    /// Elements that the remaining parts may have.
    pub(super) elements: u64,
}

/// Reads one part of binary records to its end.
pub(super) fn counted(input: impl Read, budget: &mut Budget) -> Result<Vec<u8>, BookFault> {
    let mut stream = Vec::new();
    let mut input = input.take(budget.bytes + 1);
    input.read_to_end(&mut stream).map_err(broken)?;
    let read = stream.len() as u64;
    budget.bytes = budget.bytes.checked_sub(read).ok_or(BookFault::TooLarge)?;
    Ok(stream)
}

/// Reads one part to its end and passes on every event; fails if the part is incomplete.
pub(super) fn walk(
    input: impl Read,
    budget: &mut Budget,
    mut see: impl FnMut(&Event<'_>) -> Result<(), BookFault>,
) -> Result<(), BookFault> {
    let mut left = budget.bytes + 1;
    let counted = Counted {
        input,
        left: &mut left,
    };
    let mut reader = Reader::from_reader(BufReader::with_capacity(1 << 16, counted));
    let mut buffer = Vec::with_capacity(1024);
    let mut depth = 0u64;
    let mut elements = 0u64;
    let ended = loop {
        buffer.clear();
        let event = match reader.read_event_into(&mut buffer) {
            Ok(event) => event,
            Err(error) => break Err(broken(error)),
        };
        match &event {
            Event::Start(_) => {
                depth += 1;
                elements += 1;
            }
            Event::Empty(_) => elements += 1,
            Event::End(_) => depth = depth.saturating_sub(1),
            Event::Eof => break Ok(()),
            _ => {}
        }
        if elements > budget.elements {
            break Err(BookFault::TooLarge);
        }
        if let Err(fault) = see(&event) {
            break Err(fault);
        }
    };
    drop(reader);
    if left == 0 {
        return Err(BookFault::TooLarge);
    }
    budget.bytes = left - 1;
    budget.elements -= elements.min(budget.elements);
    ended?;
    if depth > 0 || elements == 0 {
        return Err(BookFault::Broken("the XML stops early".to_owned()));
    }
    Ok(())
}

/// A reader that stops at the end of the budget.
struct Counted<'b, R> {
    input: R,
    left: &'b mut u64,
}

impl<R: Read> Read for Counted<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let most = usize::try_from(*self.left)
            .unwrap_or(usize::MAX)
            .min(buffer.len());
        let read = self.input.read(&mut buffer[..most])?;
        *self.left -= read as u64;
        Ok(read)
    }
}

/// Passes on every attribute of an element with its value.
pub(super) fn each(
    element: &BytesStart<'_>,
    mut show: impl FnMut(&str, String),
) -> Result<(), BookFault> {
    for attribute in element.attributes().with_checks(false) {
        let attribute = attribute.map_err(broken)?;
        let value = match quick_xml::escape::unescape(&attribute.value) {
            Ok(value) => value.into_owned(),
            Err(_) => attribute.value.clone().into_owned(),
        };
        show(attribute.key.as_ref(), value);
    }
    Ok(())
}

/// Whether an attribute value is true.
pub(super) fn is_true(value: &str) -> bool {
    value == "1" || value == "true"
}
