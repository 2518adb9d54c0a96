//! Codes with names, words with synonyms, and paths from a section down.

use super::{Lexicon, Reading, Taxonomy, bare};

/// Separators of list items: a text that contains one is not a single name.
const LISTS: [char; 9] = ['、', '，', ',', '/', '／', ';', '；', '|', '\n'];

/// Separators between a code and its name.
const JOINTS: [char; 16] = [
    '-', '—', '–', '－', '_', ':', '：', '.', '·', ' ', '\u{3000}', '\t', '*', '=', '+', '~',
];

/// Separators between a section and the levels below it.
const STEPS: [char; 13] = [
    '-', '—', '–', '－', '_', '>', '＞', '→', '/', '／', '》', '\\', ':',
];

impl<T: Taxonomy> Lexicon<T> {
    /// `C35 专用设备制造业`, `专用设备制造业(35)`, `35专用设备制造业`, `统计过程控制（SPC）`.
    pub(super) fn beside(&self, text: &str) -> Option<Reading<T::Code>> {
        if let Some((first, second)) = brackets(text) {
            let found = self.coded(first, second, true);
            let found = found.or_else(|| self.coded(second, first, true));
            if let Some(reading) = found.or_else(|| self.twice(first, second)) {
                return Some(reading);
            }
        }
        let ascii = |c: char| c.is_ascii_alphanumeric() || c == '.';
        let wide = |c: char| ascii(c) || ('０'..='９').contains(&c) || ('Ａ'..='ｚ').contains(&c);
        let head = text.find(|c| !wide(c)).unwrap_or(text.len());
        // `C 35 专用设备制造业`, `C-35专用设备制造业`.
        let longer = text[head..]
            .strip_prefix([' ', '-'])
            .filter(|_| head == 1)
            .map(|rest| head + 1 + rest.find(|c| !wide(c)).unwrap_or(rest.len()));
        let tail = text.rfind(|c| !wide(c)).map_or(0, |at| {
            at + text[at..].chars().next().map_or(0, char::len_utf8)
        });
        let heads = longer.into_iter().chain([head]);
        heads
            .filter_map(|at| self.coded(&text[..at], &text[at..], false))
            .next()
            .or_else(|| self.coded(&text[tail..], &text[..tail], false))
            .or_else(|| self.same(&text[..head], &text[head..]))
            .or_else(|| self.same(&text[tail..], &text[..tail]))
    }

    /// Two known words for the same thing without brackets: `QFD质量功能展开`.
    fn same(&self, first: &str, second: &str) -> Option<Reading<T::Code>> {
        if first.is_empty() || second.contains(LISTS) {
            return None;
        }
        let second = second.trim_matches(JOINTS);
        match (self.name(first)?, self.name(second)?) {
            (Reading::Several(_), _) | (_, Reading::Several(_)) => None,
            _ => match self.twice(first, second) {
                Some(Reading::Word(codes)) => Some(Reading::Word(codes)),
                _ => None,
            },
        }
    }

    /// A code and its name, if `code` is a code.
    fn coded(&self, code: &str, name: &str, apart: bool) -> Option<Reading<T::Code>> {
        let code = bare(code).trim_end_matches('.');
        let own = self.taxonomy.code(code)?;
        let joined = name;
        let name = name.trim_matches(JOINTS);
        let (inner, listed) = match name.strip_prefix(LISTS).or(name.strip_suffix(LISTS)) {
            Some(inner) => (inner.trim_matches(JOINTS), true),
            None => (name, false),
        };
        let inner = bare(inner.trim_start_matches(['属', '：', ':']));
        let inner = inner.trim_end_matches("大类").trim_end_matches("门类");
        if inner.is_empty() {
            return Some(Reading::Listed(own));
        }
        if self.taxonomy.code(inner).is_some() {
            return None;
        }
        let found = self.name(inner).or_else(|| self.without_tail(inner, 1));
        let found = found.or_else(|| self.path(inner));
        if let Some(reading) = found {
            let named = codes(&reading);
            let fits = named.iter().find_map(|other| T::deeper(&own, other));
            return match fits {
                Some(deeper) => Some(Reading::Listed(deeper.clone())),
                // `36，医药` is a list of two.
                None if listed => None,
                None => Some(Reading::Differ(vec![own], named)),
            };
        }
        // A letter or two digits before an unknown word may be part of the word (`50强`).
        let strong = code.chars().count() > 2 || apart || joined.len() > name.len();
        let single = !inner.contains(LISTS) && !inner.contains(char::is_whitespace);
        let letter = code.chars().count() == 1;
        (strong && single && !listed && !letter)
            .then(|| Reading::Beside(vec![own], inner.to_owned()))
    }

    /// Two words for the same thing, one of which may be unknown: `质量功能展开（QFD）`.
    fn twice(&self, first: &str, second: &str) -> Option<Reading<T::Code>> {
        let known = |text: &str| {
            self.name(bare(text))
                .or_else(|| self.without_tail(bare(text), 1))
        };
        let (a, b) = (known(first), known(second));
        match (a, b) {
            (Some(a), Some(b)) => {
                let (a, b) = (codes(&a), codes(&b));
                let both = a
                    .iter()
                    .find_map(|own| b.iter().find_map(|other| T::deeper(own, other)));
                Some(match both {
                    Some(code) => Reading::Word(vec![code.clone()]),
                    None => Reading::Differ(a, b),
                })
            }
            (Some(own), None) => beside_unknown(own, second),
            (None, Some(own)) => beside_unknown(own, first),
            (None, None) => None,
        }
    }

    /// `制造业-专用设备`, `制造业/专用设备制造业`: each step lies below the one before it.
    pub(super) fn path(&self, text: &str) -> Option<Reading<T::Code>> {
        if !text.contains(STEPS) {
            return None;
        }
        let mut lowest: Option<T::Code> = None;
        for step in text.split(STEPS).map(bare).filter(|step| !step.is_empty()) {
            let reading = self.simple(step).or_else(|| self.without_tail(step, 0))?;
            let options = codes(&reading);
            lowest = Some(match lowest {
                None if options.len() == 1 => options.into_iter().next()?,
                None => return None,
                Some(above) => options
                    .into_iter()
                    .find(|own| T::deeper(&above, own) == Some(own))?,
            });
        }
        lowest.map(Reading::Listed)
    }
}

fn beside_unknown<C: Clone>(own: Reading<C>, name: &str) -> Option<Reading<C>> {
    let single = !name.contains(LISTS) && !name.trim().contains(char::is_whitespace);
    match own {
        Reading::Several(_) => Some(own),
        _ if !single => None,
        _ => Some(Reading::Beside(codes(&own), bare(name).to_owned())),
    }
}

/// All codes that a reading names.
fn codes<C: Clone>(reading: &Reading<C>) -> Vec<C> {
    match reading {
        Reading::Listed(code) => vec![code.clone()],
        Reading::Word(codes) | Reading::Beside(codes, _) => codes.clone(),
        Reading::Several(readings) => readings.concat(),
        Reading::Differ(a, b) => [a.clone(), b.clone()].concat(),
    }
}

/// Splits `a（b）` and `（b）a`.
fn brackets(text: &str) -> Option<(&str, &str)> {
    const OPEN: [char; 4] = ['(', '（', '[', '【'];
    const CLOSE: [char; 4] = [')', '）', ']', '】'];
    if let Some(rest) = text.strip_suffix(CLOSE) {
        let (before, inside) = rest.rsplit_once(OPEN)?;
        return (!before.trim().is_empty()).then_some((before, inside));
    }
    let rest = text.strip_prefix(OPEN)?;
    let (inside, behind) = rest.split_once(CLOSE)?;
    (!behind.trim().is_empty()).then_some((inside, behind))
}
