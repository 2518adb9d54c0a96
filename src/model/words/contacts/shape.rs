//! Distinguishes telephone numbers from years, dates, codes, standards and ids.

/// Minimum number of digits of a telephone number.
const PHONE: usize = 7;

/// Classification of the text directly before the digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Before {
    /// Nothing, or a character that is neither letter nor digit.
    Nothing,
    /// A plus sign, as before a country code.
    Plus,
    /// A label of a number.
    Announced,
    /// A single letter that may be such a label.
    Letter,
    /// Letters of a code.
    Code,
}

impl Before {
    /// Classifies `word` before the digits; `joined` if other digits precede the word.
    pub(super) fn word(word: &str, joined: bool) -> Self {
        const ANNOUNCED: &[&str] = &[
            "tel",
            "telephone",
            "telno",
            "phone",
            "phoneno",
            "mobile",
            "mobilephone",
            "mob",
            "ph",
            "fax",
            "qq",
            "wechat",
            "weixin",
            "wx",
            "vx",
            "cell",
            "cellphone",
            "contact",
            "call",
            "sj",
            "shouji",
            "dh",
            "dianhua",
            "lxdh",
            "hp",
        ];
        match word {
            "" => Self::Nothing,
            _ if joined => Self::Code,
            "t" | "m" => Self::Letter,
            _ if ANNOUNCED.contains(&word) => Self::Announced,
            _ => Self::Code,
        }
    }
}

/// The text between two groups of digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Gap {
    /// Whether it contains no space.
    pub tied: bool,
    /// Whether it is a single dot.
    pub point: bool,
    /// Whether it consists of spaces.
    pub spaces: bool,
    /// Whether it is a separator of lists rather than of numbers.
    pub listing: bool,
}

impl Gap {
    /// Classifies a gap; `None` if no number continues across these characters.
    pub(super) fn of(characters: impl Iterator<Item = char> + Clone) -> Option<Self> {
        let usual = characters.clone().all(|c| " -().".contains(c));
        let mut signs = characters.clone().filter(|c| *c != ' ');
        let sign = signs.next();
        let listing = signs.next().is_none() && sign.is_some_and(|c| "_·•*~/|,，、;".contains(c));
        (usual || listing).then(|| Self {
            tied: characters.clone().all(|c| c != ' '),
            point: characters.clone().eq(['.']),
            spaces: sign.is_none(),
            listing,
        })
    }
}

/// The groups of digits as written.
#[derive(Debug)]
pub(super) struct Written<'a> {
    /// The groups.
    pub parts: Vec<&'a str>,
    /// The gaps between them.
    pub gaps: Vec<Gap>,
    /// The text before the first group.
    pub before: Before,
    /// Whether a letter follows the last group.
    pub followed: bool,
    /// Whether adjacent groups look like those of a list.
    pub beside: bool,
    /// Whether more groups precede the first.
    pub inside: bool,
    /// Whether a unit follows, such as yuan.
    pub unit: bool,
    /// Whether the text should contain codes.
    pub codes: bool,
    /// Whether these are Chinese numerals.
    pub chinese: bool,
}

/// Whether these digits are a telephone number or the number of an identity card.
pub(super) fn is_number(written: &Written<'_>) -> bool {
    let digits: String = written.parts.concat();
    if digits.len() < PHONE || written.is_something_else(&digits) {
        return false;
    }
    let national = written.national(&digits);
    let mobile = is_mobile(national) && (!written.listing() || written.usual_groups());
    if written.before == Before::Code || written.followed {
        return mobile;
    }
    if mobile {
        return true;
    }
    if written.listing() {
        return false;
    }
    if written.before == Before::Plus {
        return digits.len() <= 15;
    }
    let landline = is_landline(national) && written.has_area_code(&digits);
    let service = digits.len() == 10 && ["400", "800"].iter().any(|own| digits.starts_with(own));
    if landline || service && written.parts[0].len() >= 3 {
        return true;
    }
    if written.chinese {
        let steps = digits.as_bytes().windows(2);
        return digits.len() == 8 && is_local(&digits) && !steps.clone().all(|own| own[0] < own[1]);
    }
    if written.unit {
        return false;
    }
    match written.parts.len() {
        1 => written.alone(&digits),
        _ => written.divided(&digits),
    }
}

impl Written<'_> {
    fn listing(&self) -> bool {
        self.gaps.iter().any(|gap| gap.listing)
    }

    fn spaced(&self) -> bool {
        self.gaps.iter().all(|gap| gap.spaces)
    }

    fn lengths(&self) -> Vec<usize> {
        self.parts.iter().map(|part| part.len()).collect()
    }

    /// The digits without the country code.
    fn national<'b>(&self, digits: &'b str) -> &'b str {
        let own = self.before == Before::Plus
            || ["86", "0086"].contains(&self.parts[0])
            || digits.len() == 13;
        let bare = digits.strip_prefix("0086");
        let bare = bare.or_else(|| digits.strip_prefix("86").filter(|_| own));
        bare.unwrap_or(digits)
    }

    /// Days, years, decimals, standards and lists of codes.
    fn is_something_else(&self, digits: &str) -> bool {
        let parts = &self.parts;
        let small = |part: &str| part.len() <= 2;
        let days = parts.iter().any(|part| is_year(part))
            && parts.iter().all(|part| is_year(part) || small(part));
        let alone = parts.len() == 1;
        let day = alone && (is_day(digits) || is_two_years(digits));
        let points = !alone && self.gaps.iter().all(|gap| gap.point);
        let decimal = points && parts.len() == 2 && parts[0].len() < 3;
        // An IP address.
        let machine = points && parts.len() == 4 && parts.iter().all(|part| part.len() <= 3);
        // A standard by its number and year, GB/T 19001-2016.
        let standard = parts.len() == 2
            && parts[0].len() <= 5
            && is_year(parts[1])
            && !self.spaced()
            && self.before != Before::Announced;
        let short = parts.iter().all(|part| part.len() <= 4);
        let codes = self.codes
            && !alone
            && short
            && self.spaced()
            && !digits.starts_with("01")
            && !(parts[0].len() == 3 && digits.len() == 11);
        let listed = self.codes && self.listing();
        days || day || decimal || machine || standard || codes || listed
    }

    /// Whether the groups are those in which mobile numbers are usually written.
    fn usual_groups(&self) -> bool {
        let lengths = self.lengths();
        let usual: &[&[usize]] = &[
            &[3, 4, 4],
            &[4, 4, 3],
            &[4, 3, 4],
            &[3, 3, 5],
            &[5, 6],
            &[3, 8],
            &[7, 4],
        ];
        let own = lengths.strip_prefix(&[2]).unwrap_or(&lengths);
        usual.contains(&own) || lengths.iter().all(|length| *length == 1)
    }

    /// Whether the groups keep the area code together, or are single digits.
    fn has_area_code(&self, digits: &str) -> bool {
        let lengths = self.lengths();
        let area = if digits.starts_with("010") || digits.starts_with("02") {
            3
        } else {
            4
        };
        lengths[0] == area
            || lengths[0] > 4
            || lengths.iter().all(|length| *length == 1)
            || ["86", "0086"].contains(&self.parts[0])
            || self.before == Before::Plus
    }

    /// Seven or more digits in one group.
    fn alone(&self, digits: &str) -> bool {
        if self.before == Before::Announced {
            return true;
        }
        let year = digits.get(..4).is_some_and(is_year);
        let id = year && digits.len() != 8 || digits.starts_with("00");
        match self.before {
            Before::Letter => is_local(digits) && !year,
            // Eighteen digits are an identity card; other numbers of that length were excluded as
            // codes.
            _ => !id,
        }
    }

    /// Seven or more digits in several groups.
    fn divided(&self, digits: &str) -> bool {
        if self.before == Before::Letter && !is_local(digits) {
            return false;
        }
        let lengths = self.lengths();
        let pairs: Vec<&str> = self.parts.clone();
        let climbing = lengths.iter().all(|length| *length <= 2)
            && pairs.windows(2).all(|own| own[0] < own[1]);
        if is_local(digits) && !self.beside && !climbing {
            let apart = self.gaps.iter().all(|gap| !gap.point) || lengths.len() > 2;
            return apart && !is_year(self.parts[0]) || self.before == Before::Announced;
        }
        let tied = self.gaps.iter().any(|gap| !gap.spaces && !gap.point);
        tied && !self.inside
            && digits.len() <= 15
            && !is_year(self.parts[0])
            && lengths.len() <= 5
            && !self.beside
    }
}

/// Whether these are eleven digits with the prefix of a mobile number.
pub(super) fn is_mobile(digits: &str) -> bool {
    let bytes = digits.as_bytes();
    bytes.len() == 11 && bytes[0] == b'1' && (b'3'..=b'9').contains(&bytes[1])
}

/// Whether this is a number with area code, and possibly an extension.
fn is_landline(digits: &str) -> bool {
    let own = digits.strip_prefix('0').unwrap_or(digits);
    let area = match own.as_bytes() {
        [b'1', b'0', ..] | [b'2', _, ..] => 2,
        [b'3'..=b'9', ..] => 3,
        _ => return false,
    };
    let local = own.get(area..).unwrap_or_default();
    let begins = local.as_bytes().first().is_some_and(|first| *first != b'0');
    own.len() < digits.len() && begins && (7..=8 + 5).contains(&local.len())
}

/// Whether this is a number without area code.
fn is_local(digits: &str) -> bool {
    matches!(digits.len(), 7 | 8) && matches!(digits.as_bytes()[0], b'2'..=b'9')
}

fn is_year(part: &str) -> bool {
    part.len() == 4 && (part.starts_with("19") || part.starts_with("20"))
}

fn is_two_years(digits: &str) -> bool {
    let year = |part: &str| (1980..2060).contains(&part.parse::<u32>().unwrap_or(0));
    digits.len() == 8 && year(&digits[..4]) && year(&digits[4..])
}

fn is_day(digits: &str) -> bool {
    let number = |at: std::ops::Range<usize>| digits[at].parse::<u32>().unwrap_or(0);
    digits.len() == 8
        && (1900..2100).contains(&number(0..4))
        && (1..=12).contains(&number(4..6))
        && (1..=31).contains(&number(6..8))
}

/// Whether 18 characters are a unified social credit code (GB 32100): two characters for the
/// register, six digits for the place, ten for the organization. Eighteen digits with a date of
/// birth are an identity card instead.
pub(super) fn is_credit_code(code: &str) -> bool {
    let code = code.to_ascii_uppercase();
    let letters = |c: char| c.is_ascii_digit() || c.is_ascii_uppercase() && !"IOSVZ".contains(c);
    let card = code.get(..17).is_some_and(is_digits) && code.get(6..14).is_some_and(is_day);
    code.len() == 18
        && code.chars().all(letters)
        && code.get(2..8).is_some_and(is_digits)
        && (code.starts_with('9') || !card)
}

fn is_digits(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}
