//! Regions: 北京 and 北京市, 内蒙古 and 内蒙古自治区, 浙江杭州 and 浙江省 are one.
//!
//! Provinces are compared. An award within one province compares cities instead: if all regions of
//! a season lie in one province and most cells name a city, with at least two different ones. The
//! same holds for districts within one city. A text that is not a region is compared as written and
//! reported.

use super::Season;
use crate::model::words::plain;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::LazyLock;

const TABLE: &str = include_str!("../../data/regions.csv");

/// A province and, if the text names them, city and district.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Spot {
    province: &'static str,
    within: Vec<String>,
}

struct Gazetteer {
    /// Prefixes of texts, longest first, with their province and, for a city, its name.
    starts: Vec<(&'static str, &'static str, Option<&'static str>)>,
    /// Whole texts: one-letter short forms and names in Latin letters.
    wholes: HashMap<&'static str, &'static str>,
}

static PLACES: LazyLock<Gazetteer> = LazyLock::new(|| {
    let (mut starts, mut wholes) = (Vec::new(), HashMap::new());
    for row in TABLE.lines().skip(1) {
        let mut cells = row.split(',');
        let mut next = || cells.next().unwrap_or("");
        let (name, full, short, latin, cities) = (next(), next(), next(), next(), next());
        starts.push((name, name, None));
        starts.extend(full.split(' ').map(|full| (full, name, None)));
        starts.extend(
            cities
                .split_whitespace()
                .map(|city| (city, name, Some(city))),
        );
        let whole = short.split(' ').chain(latin.split(' '));
        wholes.extend(
            whole
                .filter(|word| !word.is_empty())
                .map(|word| (word, name)),
        );
    }
    starts.sort_by_key(|(start, ..)| std::cmp::Reverse(start.chars().count()));
    Gazetteer { starts, wholes }
});

/// Suffixes of cities and of the units within them.
const CITY: [&str; 8] = [
    "特别行政区",
    "自治州",
    "自治县",
    "地区",
    "林区",
    "市",
    "州",
    "盟",
];
const DISTRICT: [&str; 7] = ["高新区", "开发区", "自治县", "区", "县", "市", "旗"];

/// Whether a text names a region of the table.
pub(super) fn is_place(text: &str) -> bool {
    spot(text).is_some()
}

/// Reads a region; `None` if it is not in the table.
fn spot(text: &str) -> Option<Spot> {
    let folded: String = plain(text)
        .chars()
        .filter(|c| c.is_alphanumeric())
        .collect();
    let bare = ["中华人民共和国", "中国", "china", "prc"]
        .iter()
        .find_map(|start| folded.strip_prefix(start))
        .filter(|rest| !rest.is_empty())
        .unwrap_or(&folded);
    if bare.is_ascii() {
        return latin(bare);
    }
    if let Some(province) = PLACES.wholes.get(bare) {
        let within = Vec::new();
        return Some(Spot { province, within });
    }
    let (start, province, city) = PLACES
        .starts
        .iter()
        .find(|(start, ..)| bare.starts_with(start))?;
    let rest = &bare[start.len()..];
    if let Some(city) = city {
        // 朝阳区 is a district, not the city 朝阳.
        if ["区", "县"].contains(&rest) {
            return None;
        }
        let within = std::iter::once((*city).to_owned());
        let rest = after_city(rest);
        let within = within.chain(district(rest)).collect();
        return Some(Spot { province, within });
    }
    // 吉林市 is a city of the province 吉林; 北京市 is in the table in full.
    let own_city = |rest: &str| rest.starts_with('市') && start == province;
    let within = if own_city(rest) {
        let city = (*province).to_owned();
        std::iter::once(city)
            .chain(district(after_city(rest)))
            .collect()
    } else {
        within(province, rest)
    };
    Some(Spot { province, within })
}

fn latin(folded: &str) -> Option<Spot> {
    let ends = [
        "municipality",
        "autonomousregion",
        "zhuang",
        "uygur",
        "uyghur",
        "hui",
        "province",
        "city",
        "sar",
        "prc",
        "china",
        "specialadministrativeregion",
    ];
    let mut core = folded;
    loop {
        if let Some(province) = PLACES.wholes.get(core) {
            let within = Vec::new();
            return Some(Spot { province, within });
        }
        let shorter = ends.iter().find_map(|end| core.strip_suffix(end))?;
        core = shorter;
    }
}

/// City and district in the text after the province.
fn within(province: &str, rest: &str) -> Vec<String> {
    if rest.is_empty() || rest == "市辖区" {
        return Vec::new();
    }
    let listed = PLACES
        .starts
        .iter()
        .find(|(start, own, city)| city.is_some() && *own == province && rest.starts_with(start));
    if let Some((city, ..)) = listed {
        let behind = after_city(&rest[city.len()..]);
        return std::iter::once((*city).to_owned())
            .chain(district(behind))
            .collect();
    }
    // A county or district directly below the province: 浙江义乌, 北京海淀.
    let end = CITY.iter().chain(&DISTRICT).filter_map(|end| {
        let at = rest.find(end).filter(|at| *at > 0)?;
        Some((at, at + end.len()))
    });
    match end.min() {
        Some((at, behind)) => std::iter::once(rest[..at].to_owned())
            .chain(district(&rest[behind..]))
            .collect(),
        None => vec![rest.to_owned()],
    }
}

fn after_city(rest: &str) -> &str {
    let end = CITY.iter().find_map(|end| {
        let at = rest.find(end)?;
        // The name of an ethnic group may precede 自治州: 恩施 土家族苗族自治州.
        (at == 0 || *end == "自治州").then_some(at + end.len())
    });
    end.map_or(rest, |end| &rest[end..])
}

fn district(rest: &str) -> Option<String> {
    let name = DISTRICT
        .iter()
        .find_map(|end| rest.strip_suffix(end))
        .unwrap_or(rest);
    (!name.is_empty()).then(|| name.to_owned())
}

/// How the regions of a season are compared.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Regions {
    /// 0: provinces; 1: cities of the single province; 2: districts of the single city.
    depth: usize,
}

/// What a person should know about the text of a region.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RegionDoubt {
    /// Not a region of the table: compared as written.
    Unknown,
    /// Cities (or districts) are compared, but the text names none.
    Coarse,
}

impl Regions {
    /// Examines all regions of experts and submissions. Linear.
    pub fn of(season: &Season) -> Self {
        let experts = season.experts.iter().map(|expert| expert.region.as_str());
        let submissions = season.submissions.iter().filter(|own| own.passed);
        let submissions = submissions.map(|own| own.region.as_str());
        Self::among(experts.chain(submissions))
    }

    fn among<'a>(texts: impl Iterator<Item = &'a str>) -> Self {
        let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
        for text in texts.filter(|text| !text.trim().is_empty()) {
            *seen.entry(text).or_default() += 1;
        }
        let spots: Vec<(Spot, usize)> = seen
            .into_iter()
            .filter_map(|(text, count)| Some((spot(text)?, count)))
            .collect();
        let mut depth = 0;
        let provinces: BTreeSet<&str> = spots.iter().map(|(spot, _)| spot.province).collect();
        if provinces.len() != 1 {
            return Self { depth };
        }
        for level in 0..2 {
            let total: usize = spots.iter().map(|(_, count)| count).sum();
            let with = spots.iter().filter(|(spot, _)| spot.within.len() > level);
            let naming: usize = with.clone().map(|(_, count)| count).sum();
            let names: BTreeSet<&str> = with.map(|(spot, _)| spot.within[level].as_str()).collect();
            // Finer units are compared only if there are several and most cells name one.
            if 2 * naming <= total {
                break;
            }
            if names.len() > 1 {
                depth = level + 1;
                break;
            }
        }
        Self { depth }
    }

    /// The key by which the text is compared; empty if it names no region, or not at the level that
    /// is compared.
    pub fn key(&self, text: &str) -> String {
        match spot(text) {
            Some(spot) => match self.depth.checked_sub(1) {
                None => spot.province.to_owned(),
                Some(level) => match spot.within.get(level) {
                    Some(_) => {
                        let within = spot.within[..=level].concat();
                        format!("{}{within}", spot.province)
                    }
                    None => String::new(),
                },
            },
            None => {
                let folded = plain(text);
                let folded: String = folded.chars().filter(|c| c.is_alphanumeric()).collect();
                folded
            }
        }
    }

    /// The doubt about this text, if any; none for an empty one.
    pub fn doubt(&self, text: &str) -> Option<RegionDoubt> {
        if !text.chars().any(char::is_alphanumeric) {
            return None;
        }
        match spot(text) {
            None => Some(RegionDoubt::Unknown),
            Some(spot) if spot.within.len() < self.depth => Some(RegionDoubt::Coarse),
            Some(_) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_a_province_are_one() {
        let regions = Regions::default();
        for (name, all) in [
            (
                "北京",
                "北京市;北京;京;Beijing;北京 ;中国北京;北京市海淀区;北京海淀;北京市/朝阳区;PEKING;Beijing City",
            ),
            (
                "浙江",
                "浙江省;浙江;浙;浙江省杭州市;浙江杭州;杭州;杭州市西湖区;浙江-宁波;Zhejiang Province;浙江省义乌市",
            ),
            (
                "内蒙古",
                "内蒙古自治区;内蒙古;内蒙;內蒙古;Inner Mongolia;内蒙古自治区呼和浩特市",
            ),
            (
                "广西",
                "广西壮族自治区;广西;桂;南宁;Guangxi Zhuang Autonomous Region",
            ),
            ("新疆", "新疆维吾尔自治区;新疆;新疆生产建设兵团;乌鲁木齐市"),
            ("宁夏", "宁夏回族自治区;宁夏"),
            ("西藏", "西藏自治区;Tibet;拉萨"),
            (
                "香港",
                "香港特别行政区;香港;Hong Kong;香港特区;Hong Kong SAR",
            ),
            ("台湾", "台湾省;臺灣;台北"),
            ("吉林", "吉林省;吉林市;吉林省吉林市;长春"),
            ("海南", "海南省;海口"),
            ("青海", "青海省;海南藏族自治州;海南州;青海海南"),
            ("陕西", "陕西省;Shaanxi"),
            ("山西", "山西省;Shanxi"),
        ] {
            for text in all.split(';') {
                assert_eq!(regions.key(text), name, "{text}");
                assert_eq!(regions.doubt(text), None, "{text}");
            }
        }
        for text in ["华东", "海外", "新加坡", "Atlantis", "某地"] {
            assert_eq!(regions.doubt(text), Some(RegionDoubt::Unknown), "{text}");
            assert_eq!(regions.key(text), regions.key(&format!(" {text} ")));
        }
        assert_eq!(
            (regions.key(" "), regions.doubt("/")),
            (String::new(), None)
        );
    }

    #[test]
    fn within_one_province_cities_are_compared_and_within_one_city_districts() {
        let city = Regions::among(["浙江省杭州市", "宁波", "浙江温州", "浙江"].into_iter());
        assert_eq!(city.key("杭州"), city.key("浙江省杭州市萧山区"));
        assert_ne!(city.key("杭州"), city.key("宁波市"));
        assert_eq!(
            (city.key("浙江"), city.doubt("浙江")),
            (String::new(), Some(RegionDoubt::Coarse))
        );
        let district = Regions::among(["杭州市西湖区", "浙江省杭州市滨江区"].into_iter());
        assert_ne!(district.key("杭州西湖"), district.key("杭州滨江"));
        assert_eq!(district.key("杭州西湖"), district.key("浙江省杭州市西湖区"));
        let beijing = Regions::among(["北京市海淀区", "北京朝阳"].into_iter());
        assert_eq!(beijing.key("北京海淀"), beijing.key("北京市海淀区"));
        // Most name no city, or all the same one, or there is a second province.
        for all in [
            vec!["浙江", "浙江省", "浙江省杭州市"],
            vec!["浙江杭州", "杭州"],
            vec!["杭州", "宁波", "北京"],
        ] {
            assert_eq!(Regions::among(all.into_iter()), Regions::default());
        }
    }
}
