//! Settings for awards of a size: the same program serves a city and a nation.

use super::{Rules, Value, Words, setting};

/// What an office may begin with.
#[derive(Debug, Clone, Copy)]
pub struct Preset {
    /// Its name in requests.
    pub key: &'static str,
    /// Its name for people.
    pub name: Words,
    /// For whom it is.
    pub meaning: Words,
    /// What differs from the defaults, and why.
    pub differs: &'static [Differs],
}

/// A setting of a preset.
#[derive(Debug, Clone, Copy)]
pub struct Differs {
    /// `groups.count` and so on.
    pub setting: &'static str,
    /// Its value.
    pub value: Preferred,
    /// Why it differs from the default.
    pub why: Words,
}

/// A value as a constant.
#[derive(Debug, Clone, Copy)]
pub enum Preferred {
    /// So many.
    Count(i128),
    /// A share or a number of seconds.
    Number(f64),
    /// Yes or no.
    YesNo(bool),
    /// A word of a choice.
    Word(&'static str),
}

impl Preferred {
    /// As a value of a setting.
    pub fn value(self) -> Value {
        match self {
            Self::Count(count) => Value::Whole(count),
            Self::Number(number) => Value::Number(number),
            Self::YesNo(yes) => Value::YesNo(yes),
            Self::Word(word) => Value::Text(word.to_owned()),
        }
    }
}

const fn differs(setting: &'static str, value: Preferred, why: Words) -> Differs {
    Differs {
        setting,
        value,
        why,
    }
}

use Preferred::{Count, Number, Word, YesNo};

/// All presets. Each sets what any of them sets, so that one can follow another.
pub const PRESETS: [Preset; 3] = [
    Preset {
        key: "usual",
        name: Words::new("办法的默认值", "As the measures have it"),
        meaning: Words::new(
            "全国质量标杆遴选办法只定主任委员、副主任委员和各组组长各一人，其余由办公室定；这里取程序的默认值，适合一两百项申报。",
            "The selection measures set one chair, one vice chair and a leader of each group, and leave the rest to the office; these are the program's defaults, for one or two hundred submissions.",
        ),
        differs: &[],
    },
    Preset {
        key: "small",
        name: Words::new("小型：市、县一级", "Small: a city or a county"),
        meaning: Words::new(
            "申报几十项，专家库几十人，多在本地。",
            "Some dozens of submissions and of experts, most of them from the same place.",
        ),
        differs: &[
            differs(
                "groups.min_members",
                Count(3),
                Words::new(
                    "人手少，三人也能合议",
                    "few people; three can already agree on something",
                ),
            ),
            differs(
                "groups.max_members",
                Count(5),
                Words::new(
                    "组再大，专家库就不够分",
                    "larger groups would use the pool up",
                ),
            ),
            differs(
                "groups.chairs_in_groups",
                YesNo(true),
                Words::new(
                    "人手少，正副主任委员也参加评审",
                    "few people; the chairs review, too",
                ),
            ),
            differs(
                "groups.industry_members",
                Count(1),
                Words::new(
                    "一个行业常常只有一两位专家，要求三位只会多出缺口",
                    "an industry often has one or two experts; asking for three only makes shortfalls",
                ),
            ),
            differs(
                "balance.max_per_employer",
                Count(2),
                Words::new(
                    "本地高校、院所不多，一组里难免同单位两人",
                    "there are few universities and institutes; two of one in a group can hardly be avoided",
                ),
            ),
            differs(
                "conflicts.competitor",
                Word("recuse"),
                Words::new(
                    "同城企业多有竞争和供应关系，逐项回避",
                    "firms of one place often compete or trade with each other: no reviews of those",
                ),
            ),
        ],
    },
    Preset {
        key: "large",
        name: Words::new("大型：省级、全国", "Large: a province or a nation"),
        meaning: Words::new(
            "申报几百项以上，专家库几百人，来自各地。",
            "Hundreds of submissions and of experts, from everywhere.",
        ),
        differs: &[
            differs(
                "groups.min_members",
                Count(7),
                Words::new(
                    "一组评的申报多，七人才分得开",
                    "a group has many submissions; it takes seven to share them",
                ),
            ),
            differs(
                "reviews.per_submission",
                Count(5),
                Words::new(
                    "五份评分的均值比三份稳，个别人的宽严影响小",
                    "the mean of five scores is steadier than that of three; one severe expert matters less",
                ),
            ),
            differs(
                "coverage.industry_reviewers",
                Count(2),
                Words::new(
                    "专家库大，每项可有两人熟悉其行业",
                    "the pool is large enough for two who know the industry",
                ),
            ),
            differs(
                "balance.family_as_one_employer",
                YesNo(true),
                Words::new(
                    "集团下属单位多，按一个单位计才有意义",
                    "corporate families are large; a cap for each company would mean little",
                ),
            ),
            differs(
                "balance.max_region_share",
                Number(0.4),
                Words::new(
                    "各地都有专家，一组里一地不超过四成",
                    "experts come from everywhere; no place has more than two fifths of a group",
                ),
            ),
            differs(
                "balance.max_consecutive_years",
                Count(3),
                Words::new(
                    "专家库大，可以轮换，连续三年后休息",
                    "the pool is large enough for a rest after three years in a row",
                ),
            ),
            differs(
                "balance.max_load_difference",
                Count(3),
                Words::new(
                    "评审量大，同组各人相差不宜太多",
                    "there is much to review; members of a group should have about the same",
                ),
            ),
            differs(
                "award.trimmed_mean",
                YesNo(true),
                Words::new(
                    "有五份评分，可以去掉最高和最低",
                    "with five scores the highest and the lowest can be left out",
                ),
            ),
            differs(
                "solve.time_limit",
                Number(600.0),
                Words::new(
                    "规模大，算十分钟更接近最好",
                    "it is large; ten minutes come closer to the best",
                ),
            ),
        ],
    },
];

impl Preset {
    /// The preset of a key.
    pub fn named(key: &str) -> Option<&'static Self> {
        PRESETS.iter().find(|own| own.key == key)
    }

    /// The value of every setting that any preset sets, in the order of the presets.
    pub fn values(&self) -> Vec<(&'static str, Value)> {
        let usual = Rules::default();
        let mut names: Vec<&'static str> = Vec::new();
        for own in PRESETS.iter().flat_map(|own| own.differs) {
            if !names.contains(&own.setting) {
                names.push(own.setting);
            }
        }
        let value = |name: &'static str| {
            let own = self.differs.iter().find(|own| own.setting == name);
            let own = own.map(|own| own.value.value());
            own.or_else(|| Some(setting(name)?.get(&usual)))
        };
        let values = names.into_iter();
        values
            .filter_map(|name| Some((name, value(name)?)))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::settings::contradictions;

    #[test]
    fn presets_hold_sound_values_that_differ_from_the_defaults() {
        let usual = Rules::default();
        for preset in &PRESETS {
            let mut rules = Rules::default();
            for (name, value) in preset.values() {
                let own = setting(name).expect("a setting");
                assert!(own.values.hold(&value), "{name}");
                assert!(own.set(&mut rules, &value), "{name}");
            }
            assert_eq!(contradictions(&rules), [], "{}", preset.key);
            for own in preset.differs {
                let setting = setting(own.setting).expect("a setting");
                assert_ne!(setting.get(&usual), own.value.value(), "{}", own.setting);
                assert!(!own.why.zh.is_empty() && !own.why.en.is_empty());
            }
            assert_eq!(rules == usual, preset.differs.is_empty());
        }
        assert!(Preset::named("small").is_some() && Preset::named("tiny").is_none());
    }
}
