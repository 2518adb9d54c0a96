//! Fictitious names of people, companies and institutions.

use rand::RngExt as _;
use rand::seq::IndexedRandom as _;
use rand_xoshiro::Xoshiro256PlusPlus;
use std::collections::BTreeSet;

const SURNAMES: &str = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段漕钱汤尹黎易常武乔贺赖龚文";
const GIVEN: &str = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰建国文辉力波斌宇浩凯健俊帆雪荣爱鹏程海山仁志义兴良成康星光天达安岩中茂进林有坚和彪博诚先敬震振壮会思群豪心邦承乐绍功松善厚庆民友裕河哲江浩亮政谦亨奇固之轮翰朗伯宏言若鸣朋斌梁栋维启克伦翔旭";
const BRANDS: &str = "华盛远恒泰瑞鑫隆昌德信达宏博创新科力源丰润康宁安顺和祥嘉禾金龙飞腾云海天星辰光明晨曦东方正元亨利贞永固同济众合联通方圆中诚卓越精益求实";
const CITIES: [&str; 60] = [
    "北京",
    "上海",
    "天津",
    "重庆",
    "石家庄",
    "唐山",
    "太原",
    "大同",
    "沈阳",
    "大连",
    "长春",
    "吉林",
    "哈尔滨",
    "大庆",
    "南京",
    "苏州",
    "无锡",
    "南通",
    "杭州",
    "宁波",
    "温州",
    "合肥",
    "芜湖",
    "福州",
    "厦门",
    "泉州",
    "南昌",
    "赣州",
    "济南",
    "青岛",
    "烟台",
    "潍坊",
    "郑州",
    "洛阳",
    "武汉",
    "宜昌",
    "襄阳",
    "长沙",
    "株洲",
    "衡阳",
    "广州",
    "深圳",
    "佛山",
    "东莞",
    "南宁",
    "柳州",
    "海口",
    "成都",
    "绵阳",
    "德阳",
    "贵阳",
    "遵义",
    "昆明",
    "西安",
    "宝鸡",
    "兰州",
    "西宁",
    "银川",
    "包头",
    "乌鲁木齐",
];
const REGIONS: [&str; 60] = [
    "北京",
    "上海",
    "天津",
    "重庆",
    "河北",
    "河北",
    "山西",
    "山西",
    "辽宁",
    "辽宁",
    "吉林",
    "吉林",
    "黑龙江",
    "黑龙江",
    "江苏",
    "江苏",
    "江苏",
    "江苏",
    "浙江",
    "浙江",
    "浙江",
    "安徽",
    "安徽",
    "福建",
    "福建",
    "福建",
    "江西",
    "江西",
    "山东",
    "山东",
    "山东",
    "山东",
    "河南",
    "河南",
    "湖北",
    "湖北",
    "湖北",
    "湖南",
    "湖南",
    "湖南",
    "广东",
    "广东",
    "广东",
    "广东",
    "广西",
    "广西",
    "海南",
    "四川",
    "四川",
    "四川",
    "贵州",
    "贵州",
    "云南",
    "陕西",
    "陕西",
    "甘肃",
    "青海",
    "宁夏",
    "内蒙古",
    "新疆",
];
const TRADES: [&str; 24] = [
    "精密机械",
    "重型装备",
    "电力设备",
    "轨道交通",
    "航空器材",
    "汽车零部件",
    "船舶工程",
    "化工材料",
    "生物医药",
    "食品",
    "纺织",
    "钢铁",
    "有色金属",
    "电子科技",
    "通信技术",
    "软件",
    "建筑工程",
    "能源",
    "环保技术",
    "物流",
    "仪器仪表",
    "橡胶制品",
    "家用电器",
    "光电",
];
const INSTITUTES: [&str; 14] = [
    "大学",
    "理工大学",
    "质量协会",
    "标准化研究院",
    "质量认证中心",
    "计量测试研究院",
    "工商学院",
    "产品检验研究院",
    "质量管理研究会",
    "工程技术学院",
    "管理咨询中心",
    "科学技术研究院",
    "设备管理协会",
    "职业技术大学",
];
/// The words of ordinary titles.
const TITLES: [&str; 6] = [
    "研究员",
    "教授",
    "正高级工程师",
    "高级工程师",
    "副教授",
    "高级经济师",
];

/// A city, by position in the list of cities.
#[derive(Debug, Clone, Copy)]
pub(super) struct City(usize);

impl City {
    pub(super) fn draw(dice: &mut Xoshiro256PlusPlus) -> Self {
        Self(dice.random_range(0..CITIES.len()))
    }

    /// The region of the city.
    pub(super) fn region(self) -> &'static str {
        REGIONS[self.0]
    }

    /// The recommending unit of the city's region.
    pub(super) fn recommender(self) -> String {
        format!("虚构{}工业和信息化厅", self.region())
    }
}

/// A person's name; two people may have the same.
pub(super) fn person(dice: &mut Xoshiro256PlusPlus) -> String {
    let mut name = String::new();
    name.push(letter(SURNAMES, dice));
    for _ in 0..dice.random_range(1..=2) {
        name.push(letter(GIVEN, dice));
    }
    name
}

/// A title.
pub(super) fn title(dice: &mut Xoshiro256PlusPlus) -> &'static str {
    TITLES.choose(dice).copied().unwrap_or_default()
}

/// Companies with distinct names.
#[derive(Debug, Default)]
pub(super) struct Companies {
    taken: BTreeSet<String>,
}

impl Companies {
    pub(super) fn draw(&mut self, city: City, dice: &mut Xoshiro256PlusPlus) -> String {
        loop {
            let trade = TRADES.choose(dice).copied().unwrap_or_default();
            let mut core = format!("{}虚构", CITIES[city.0]);
            // Short brands first; a third letter once a season has filled them.
            for _ in 0..if self.taken.len() < 20_000 { 2 } else { 4 } {
                core.push(letter(BRANDS, dice));
            }
            core.push_str(trade);
            if self.taken.insert(core.clone()) {
                let form = ["有限公司", "股份有限公司", "集团有限公司"];
                return core + form.choose(dice).copied().unwrap_or_default();
            }
        }
    }
}

/// An employer of experts: a university, an association, a certification body and so on.
pub(super) fn institute(city: City, dice: &mut Xoshiro256PlusPlus) -> String {
    let kind = INSTITUTES.choose(dice).copied().unwrap_or_default();
    format!("{}虚构{kind}", CITIES[city.0])
}

fn letter(letters: &str, dice: &mut Xoshiro256PlusPlus) -> char {
    let count = letters.chars().count();
    let at = dice.random_range(0..count);
    letters.chars().nth(at).unwrap_or('某')
}
