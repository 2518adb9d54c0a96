//! Words next to an id or a name that do not help to identify the row.

/// Titles, labels, remarks and conjunctions, folded like names; longest first if one ends with
/// another.
const NEUTRAL: [&str; 76] = [
    "正高级工程师",
    "高级工程师",
    "主任委员",
    "副主任委员",
    "评审专家",
    "专家编号",
    "申报编号",
    "申报项目",
    "副研究员",
    "董事长",
    "副总经理",
    "总经理",
    "总工程师",
    "工程师",
    "研究员",
    "副教授",
    "副组长",
    "副主任",
    "副院长",
    "副所长",
    "秘书长",
    "见备注",
    "已核实",
    "已核对",
    "已确认",
    "待核实",
    "待确认",
    "核实",
    "核对",
    "确认",
    "待定",
    "本人",
    "专家",
    "编号",
    "工号",
    "序号",
    "申报",
    "项目",
    "经验",
    "组长",
    "主任",
    "委员",
    "组员",
    "成员",
    "老师",
    "教授",
    "讲师",
    "院士",
    "博士",
    "硕士",
    "博导",
    "先生",
    "女士",
    "同志",
    "高工",
    "正高",
    "院长",
    "所长",
    "处长",
    "科长",
    "主席",
    "会长",
    "经理",
    "以及",
    "和",
    "与",
    "及",
    "跟",
    "号",
    "组",
    "总",
    "工",
    "男",
    "女",
    "等",
    "新",
];

/// The same in English, as whole words.
const NEUTRAL_EN: [&str; 16] = [
    "id",
    "no",
    "nr",
    "mr",
    "ms",
    "mrs",
    "dr",
    "prof",
    "professor",
    "expert",
    "submission",
    "group",
    "and",
    "the",
    "leader",
    "chair",
];

/// Whether a folded word does not help to identify the row.
pub(super) fn is_neutral(word: &str) -> bool {
    word.is_empty() || NEUTRAL.contains(&word) || NEUTRAL_EN.contains(&word)
}

/// A folded name as it is, and then with titles after it and labels before it removed step by step:
/// `专家张伟教授`, `专家张伟`, `张伟`. Words of one character also occur at the end of names (李新, 王和) and are
/// removed only if two characters remain; the flag is `true` from then on.
pub(super) fn cores(word: &str) -> impl Iterator<Item = (&str, bool)> {
    std::iter::successors(Some((word, false)), |&(core, short)| {
        let behind = || {
            let rest = |title: &&str| Some((core.strip_suffix(*title)?, is_short(title)));
            let mut ends = NEUTRAL.iter().filter_map(rest);
            ends.find(|(rest, one)| rest.chars().count() > usize::from(*one))
        };
        let before = || {
            let labels = ["评审专家", "专家", "组长", "委员", "主任"];
            let rest = labels.iter().find_map(|label| core.strip_prefix(label));
            rest.filter(|rest| !rest.is_empty())
                .map(|rest| (rest, false))
        };
        let (rest, one) = behind().or_else(before)?;
        Some((rest, short || one))
    })
}

fn is_short(word: &str) -> bool {
    word.chars().nth(1).is_none()
}

/// Whether a word after a name that ends with a single-character word is a title or a remark rather
/// than the end of a longer name: 张伟等 is 张伟, 张伟新 is probably another person.
pub(super) fn is_longer_name(word: &str) -> bool {
    !word.ends_with(['总', '等']) && is_like_a_name(word)
}

/// Whether a folded core is the surname in `name`, with a title after it in `word`: 张老师, 张工.
pub(super) fn is_surname_of(core: &str, word: &str, name: &str) -> bool {
    let surname = |text: &str| {
        !text.is_empty() && (is_short(text) || DOUBLE.contains(&text)) && name.starts_with(text)
    };
    let bare = core.strip_suffix(['总', '工']);
    bare.is_some_and(surname) || core != word && surname(core)
}

/// Surnames that cover almost all people; those of two characters first.
const DOUBLE: [&str; 12] = [
    "欧阳", "司马", "上官", "诸葛", "东方", "皇甫", "尉迟", "公孙", "慕容", "令狐", "司徒", "夏侯",
];
const SINGLE: &str = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝官封谈匡鞠惠荆乐冀郁胥南班储原栗燕楚鄢劳谌奚皮粟冼蔺楼盘满闻位厉伊仝区郜海阚花权强帅屠豆朴盖练廉禹井祖漆巴丰支卿国狄平计索宣晋相初门云容敬来扈晁芮都普阙浦戈伏鹿薄邸雍辜羊阿乌母裘亓修邰赫杭况那宿鲜印逯隆茹诺战慕危玉银亢嵇公哈湛宾戎勾茅利於呼居揭干但尉冶斯元束檀衣信展阴昝智幸奉植衡富尧闭由";

/// Whether a folded word looks like the name of a person: a surname and one or two more characters.
pub(super) fn is_like_a_name(word: &str) -> bool {
    let length = word.chars().count();
    if DOUBLE.iter().any(|surname| word.starts_with(surname)) {
        return (3..=4).contains(&length);
    }
    let starts = word.chars().next().is_some_and(|c| SINGLE.contains(c));
    starts && (2..=3).contains(&length)
}

/// Whether a folded word looks like the name of an organization.
pub(super) fn is_like_an_organization(word: &str) -> bool {
    let endings = [
        "公司",
        "集团",
        "研究院",
        "研究所",
        "设计院",
        "大学",
        "学院",
        "学校",
        "协会",
        "学会",
        "联合会",
        "委员会",
        "中心",
        "医院",
        "银行",
        "工厂",
        "厂",
        "局",
        "厅",
        "部",
        "所",
        "院",
        "ltd",
        "inc",
        "gmbh",
        "corp",
        "corporation",
        "company",
    ];
    word.chars().count() > 3 && endings.iter().any(|ending| word.ends_with(ending))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_go_and_names_stay() {
        let last = |word| cores(word).last().map(|(core, _)| core);
        assert_eq!(last("张伟教授"), Some("张伟"));
        assert_eq!(last("专家张伟老师"), Some("张伟"));
        assert_eq!(last("张伟"), Some("张伟"));
        assert_eq!(last("教授"), Some("教授"));
        assert_eq!(last("李新"), Some("李新"));
        assert_eq!(last("王和"), Some("王和"));
        assert_eq!(last("张伟等"), Some("张伟"));
    }

    #[test]
    fn names_are_told_from_remarks() {
        for name in ["李四", "岑某某", "欧阳修远"] {
            assert!(is_like_a_name(name), "{name}");
        }
        for remark in ["已核实", "李", "二〇二四年入库", "退休", "待补充材料"] {
            assert!(!is_like_a_name(remark), "{remark}");
        }
        assert!(is_like_an_organization("示例齿轮股份有限公司"));
        assert!(!is_like_an_organization("张伟"));
    }
}
