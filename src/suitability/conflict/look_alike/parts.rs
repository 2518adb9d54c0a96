//! The parts of a name that tell one organization from another: place, trade, number.

/// Where the trade begins in a name of four characters.
const TRADE: usize = 2;

/// What is left of both names without their common start and end.
pub(super) fn middles<'a>(a: &'a [char], b: &'a [char]) -> (&'a [char], &'a [char]) {
    let start = a.iter().zip(b).take_while(|(a, b)| a == b).count();
    let (a, b) = (&a[start..], &b[start..]);
    let end = a
        .iter()
        .rev()
        .zip(b.iter().rev())
        .take_while(|(a, b)| a == b)
        .count();
    (&a[..a.len() - end], &b[..b.len() - end])
}

/// Whether the two differ as sister organizations do: by number or compass point. Cheap, as names
/// that share many signs come here often; places were compared before.
pub(super) fn differ_by_rule(left: &[char], right: &[char]) -> bool {
    let number = |c: &char| {
        c.is_ascii_digit()
            || matches!(
                c,
                '一' | '二'
                    | '三'
                    | '四'
                    | '五'
                    | '六'
                    | '七'
                    | '八'
                    | '九'
                    | '十'
                    | '百'
                    | '零'
                    | '〇'
            )
    };
    let point = |c: &char| matches!(c, '东' | '西' | '南' | '北' | '中');
    let both = || left.iter().chain(right);
    both().all(number) || both().all(point)
}

/// Whether two names of four characters differ in the first one of the trade, the last two: 乳业 and
/// 药业 are two trades, not a slip.
pub(super) fn other_trade(a: &[char], b: &[char]) -> bool {
    a.len() != b.len() || a.get(TRADE) != b.get(TRADE)
}

/// The place at the start of a name.
pub(super) fn place(name: &[char]) -> Option<&[char]> {
    if let Some(length) = name
        .iter()
        .take(7)
        .skip(2)
        .position(|c| "省市县区州盟".contains(*c))
    {
        return name.get(..length + 2);
    }
    let start: String = name.iter().take(3).collect();
    PLACES
        .iter()
        .find(|place| start.starts_with(**place))
        .and_then(|place| name.get(..place.chars().count()))
}

/// Whether a name that stands inside another says more than what it is: 质量协会 does not.
pub(super) fn telling(name: &[char]) -> bool {
    let mut rest: String = name.iter().collect();
    for word in COMMON_WORDS.iter().chain(&PLACES) {
        rest = rest.replace(word, "");
    }
    rest.chars().count() >= 2
}

const COMMON_WORDS: [&str; 30] = [
    "研究院",
    "研究所",
    "联合会",
    "委员会",
    "促进会",
    "工程",
    "大学",
    "学院",
    "学会",
    "协会",
    "质量",
    "中国",
    "国家",
    "全国",
    "工业",
    "认证",
    "中心",
    "检验",
    "检测",
    "技术",
    "科技",
    "管理",
    "标准化",
    "计量",
    "咨询",
    "机械",
    "电子",
    "信息化",
    "经济",
    "设备",
];

const PLACES: [&str; 52] = [
    "北京",
    "天津",
    "上海",
    "重庆",
    "河北",
    "山西",
    "内蒙古",
    "辽宁",
    "吉林",
    "黑龙江",
    "江苏",
    "浙江",
    "安徽",
    "福建",
    "江西",
    "山东",
    "河南",
    "湖北",
    "湖南",
    "广东",
    "广西",
    "海南",
    "四川",
    "贵州",
    "云南",
    "西藏",
    "陕西",
    "甘肃",
    "青海",
    "宁夏",
    "新疆",
    "香港",
    "澳门",
    "台湾",
    "广州",
    "深圳",
    "南京",
    "杭州",
    "苏州",
    "宁波",
    "青岛",
    "厦门",
    "大连",
    "武汉",
    "成都",
    "西安",
    "长沙",
    "郑州",
    "济南",
    "合肥",
    "沈阳",
    "长春",
];
