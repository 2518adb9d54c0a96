use super::*;

#[test]
fn what_people_write_for_a_recusal_is_never_read_as_none() {
    let yes = [
        "是",
        "需要回避",
        "应回避",
        "申请回避",
        "回避",
        "有利害关系",
        "须回避。",
        "要",
        "需要",
        "Yes",
        "√",
        "存在利益冲突",
        "本单位申报，应回避",
        "不能评，需回避",
        "不宜评审",
        "不得不回避",
        "recuse",
        "I have a conflict of interest",
        "有",
        "曾任职",
        "亲属",
        "迴避",
        "是（与申报单位有合作）",
        "我需要回避",
    ];
    for text in yes {
        let own = answer(text);
        assert!(
            matches!(own, Answer::Yes { .. }) || own == Answer::Unclear,
            "{text}"
        );
    }
    for text in &yes[..13] {
        assert!(matches!(answer(text), Answer::Yes { .. }), "{text}");
    }
    let no = [
        "否",
        "不需要回避",
        "无需回避",
        "无",
        "没有",
        "不回避",
        "没有利害关系",
        "无利益冲突",
        "不存在利害关系",
        "不申请回避",
        "no",
        "No conflict",
        "/",
        "—",
        "×",
        "N/A",
        "不涉及",
        "未发现利益冲突",
        "不需要",
        "与申报单位无利害关系，不需要回避",
    ];
    for text in no {
        assert_eq!(answer(text), Answer::No, "{text}");
    }
    for text in ["看情况", "待定", "?", "请工作人员确认", "同上"] {
        assert_eq!(answer(text), Answer::Unclear, "{text}");
    }
    assert_eq!(answer(" "), Answer::Empty);
}

#[test]
fn a_negation_counts_only_right_before_what_it_denies() {
    let never_no = [
        "本人在无锡公司兼任顾问故需要回避",
        "未来两年有合作应回避",
        "无利害关系但应回避",
        "该非标设备企业由我辅导需回避",
        "与不锈钢企业有利害关系",
        "I know of a conflict of interest",
        "虽无利害关系，但曾任顾问",
        "不回避，但该企业是我辅导的",
        "与该企业有合作无利害关系",
        "除曾任顾问外无利害关系",
        "无锡分公司由我任职",
        "非金属材料，有利益冲突",
        "我不得不回避",
        "并非没有利害关系",
        "不能说没有利害关系",
        "难免有利害关系",
        "未必没有利益冲突",
        "避免利益冲突",
        "有没有利害关系",
        "有无利害关系",
        "要不要回避",
        "是否需要回避",
        "无？",
        "不，是",
        "无利害关系、需回避",
        "无利害关系因此回避",
        "不确定是否回避",
        "不能回避",
        "利益冲突无法回避",
        "否，在该公司兼任顾问",
        "不认识负责人，亲属任职",
        "not without a conflict",
        "There is nothing but conflict",
        "No, I have a conflict",
        "I cannot say there is no conflict of interest",
        "notably, an interest in the firm",
        "No doubt I must be recused",
        "no conflict but please recuse me",
        "I note an interest",
        "Not sure whether to recuse",
        "不排除利益冲突",
        "本人没有评过但系亲属",
        "未必有利害关系",
        "无直接利益冲突",
        "无其他利害关系",
        "现不在该单位任职",
        "否，本人申请",
        "无，我在该公司",
        "无利害关系，该企业由我辅导",
        "同学无利害关系",
        "与该企业长期往来无利害关系",
        "与三无公司有利害关系",
        "由于不便须回避",
        "无法保证没有利害关系",
        "没有理由不回避",
        "不是没有利益冲突",
        "我不知道有无利益冲突",
        "除持股外无利益冲突",
        "曾经无利害关系",
        "不好说，可能有利害关系",
        "该未上市公司系我任职单位",
        "no reason not to recuse",
        "nobody but me has a conflict",
        "I don't know of a conflict",
        "I now have an interest",
        "no longer free of interest",
        "I am not neutral: conflict",
        "not free of conflict",
        "no actual conflict",
    ];
    for text in never_no {
        let own = answer(text);
        assert!(
            matches!(own, Answer::Yes { .. }) || own == Answer::Unclear,
            "{text}"
        );
    }
    for text in &never_no[..6] {
        assert!(matches!(answer(text), Answer::Yes { .. }), "{text}");
        assert!(says_so(text), "{text}");
    }
    let no = [
        "本人与该企业无利害关系",
        "与无锡泵业有限公司无利害关系",
        "与不锈钢企业没有任何利害关系",
        "没有任何利益冲突",
        "不存在任何利益关系",
        "无利害关系，故不回避",
        "无利害关系，因此不需要回避",
        "无利害关系所以无需申请回避",
        "没有需要回避的情形",
        "不属于应回避的情形",
        "无应回避情形",
        "非利害关系人",
        "不是本单位",
        "未在该单位任职",
        "无利益冲突、关联关系",
        "没有利害关系和利益冲突",
        "无亲属在该公司任职",
        "没有关系",
        "与申报单位无关联",
        "与该企业无合作关系",
        "利害关系：无",
        "否，无利害关系",
        "经自查，不存在利害关系",
        "不必回避",
        "不用回避",
        "无须回避",
        "没必要回避",
        "本人从未任职",
        "暂无利害关系",
        "no conflict of interest",
        "I do not have any conflict of interest",
        "There is no conflict",
        "I don't need to be recused",
        "No need to recuse",
        "not recused",
        "without conflict of interest",
        "Recusal is not required",
        "no conflict and no interest",
    ];
    for text in no {
        assert_eq!(answer(text), Answer::No, "{text}");
        assert!(!says_so(text), "{text}");
    }
    for text in [
        "事故回避系统设计合理",
        "本人认为无需回避",
        "我与该企业无利害关系",
    ] {
        assert!(!asks_for_it(text), "{text}");
    }
    assert!(asks_for_it("本人在无锡公司兼任顾问故需要回避"));
}

#[test]
fn reasons_and_comments_are_looked_at_with_care() {
    for text in ["与申报单位有合作项目", "亲属在该企业任职", "同学"] {
        assert!(is_reason(text), "{text}");
    }
    for text in ["", "无", "/", "没有", "无利害关系"] {
        assert!(!is_reason(text), "{text}");
    }
    for text in [
        "本人申请回避",
        "应回避",
        "我与该企业有利益关系，请回避我",
        "回避",
    ] {
        assert!(asks_for_it(text), "{text}");
    }
    for text in [
        "材料回避了关键数据",
        "经验成熟，建议推荐",
        "有效避免了利益冲突",
        "无需回避",
    ] {
        assert!(!asks_for_it(text), "{text}");
    }
}
