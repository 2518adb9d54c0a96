#!/usr/bin/env python3
"""Makes the sample season from the hand-written tables in source/.

    python3 data/sample/make.py

Needs Python 3.9 or later and openpyxl. One fixed seed, so the same tables come
out byte for byte each time. Organizations, published titles and awards are real; every expert and
every relation is invented (see README.md).
"""
import csv
import io
import random
import re
import zipfile
from pathlib import Path

import openpyxl
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

HERE = Path(__file__).resolve().parent
YEAR = 2026
rng = random.Random(20260)


def read(name):
    with open(HERE / "source" / name, encoding="utf-8", newline="") as f:
        return list(csv.DictReader(f))


# --- submissions -----------------------------------------------------------

def short_name(org):
    """The name without its legal form, for a placeholder title."""
    s = re.sub(r"(集团)?(控股)?(股份|有限责任|集团)*(有限)?公司$", "", org)
    return s or org


def submissions():
    with open(HERE.parent / "taxonomy" / "domains.csv", encoding="utf-8", newline="") as f:
        domain_name = {r["code"]: r["name_zh"] for r in csv.DictReader(f)}
    abbreviated = {12: "江苏省工业和信息化厅", 40: "浙江省经济和信息化厅", 90: "河南省工业和信息化厅"}
    alias = {"江苏省工业和信息化厅": "江苏省工信厅", "浙江省经济和信息化厅": "浙江省经信厅",
             "河南省工业和信息化厅": "河南省工信厅"}
    rows, left = [], dict.fromkeys(abbreviated.values(), 2)
    for n, r in enumerate(read("applicants.csv"), 1):
        remark = [r["remark"]] if r["remark"] else []
        title = r["title"]
        if not title:
            title = f"{short_name(r['organization'])}{domain_name[r['domains'].split(';')[0]]}实践"
            remark.append("题名由本项目拟定（title by us）")
        recommender = r["recommender"]
        if left.get(recommender) and n > 130:      # a few short forms, joined by aliases.csv
            left[recommender] -= 1
            recommender = alias[recommender]
        rows.append({
            "申报编号": f"S{n:03d}", "经验名称": title, "申报单位": r["organization"],
            "推荐单位": recommender, "省份": r["province"], "行业": r["industry"],
            "质量方法": r["domains"], "遴选范围": r["category"], "形式审查": r["passed"],
            "来源奖项": r["award"], "年份": r["year"], "备注": "；".join(remark)})
    return rows


# --- experts ---------------------------------------------------------------

SURNAMES = ("王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常汤")
GIVEN_A = "砚承牧怀景知砺维秉启蕴敬绍修衡韶予云舒若清映嘉静毓宛沐听和思文以仲伯廷鸿致远"
GIVEN_B = "川岚庭舟原澄钧朴弘渊澜珩峤桓行之谦恺霖堃琛瑾瑜璇蓁芷茵漪筠宁怡然"

UNIVERSITIES = [("燕北科技大学", "北京"), ("津沽工业大学", "天津"), ("冀中工程大学", "河北"), ("三晋理工大学", "山西"),
    ("辽海大学", "辽宁"), ("松江重工大学", "吉林"), ("龙江科技大学", "黑龙江"), ("沪滨大学", "上海"),
    ("江左理工大学", "江苏"), ("吴越理工大学", "浙江"), ("徽山大学", "安徽"), ("闽越理工学院", "福建"),
    ("鲁中机电大学", "山东"), ("中州财经工程学院", "河南"), ("荆楚工业大学", "湖北"), ("湘楚理工大学", "湖南"),
    ("岭海大学", "广东"), ("巴渝科技大学", "重庆"), ("蜀中工业大学", "四川"), ("秦岭航空航天大学", "陕西"),
    ("陇原理工大学", "甘肃"), ("黔岭大学", "贵州")]
CERTIFIERS = [("正衡准认证有限公司", "北京"), ("方砺认证服务有限公司", "上海"), ("诚规质量认证（广州）有限公司", "广东"),
    ("衡标检验认证集团有限公司", "江苏"), ("泰规管理体系认证有限公司", "浙江"), ("巴渝标准认证有限公司", "重庆"),
    ("中原标准认证有限责任公司", "河南"), ("齐规认证有限公司", "山东")]
ASSOCIATIONS = [("华夏制造质量促进会", "北京"), ("华夏服务质量促进会", "北京"), ("江左质量促进会", "江苏"),
    ("吴越质量促进会", "浙江"), ("岭海质量促进会", "广东"), ("齐鲁质量促进会", "山东"), ("中原质量促进会", "河南"),
    ("巴渝质量促进会", "重庆"), ("荆楚质量促进会", "湖北"), ("三秦质量促进会", "陕西")]
INSTITUTE_TAIL = {"通用机械": "机械产品", "专用设备": "专用装备", "汽车": "车辆", "轨道船舶航天": "运载装备", "电气": "电气产品",
    "电子信息制造": "电子产品", "仪器仪表": "计量仪器", "石化化工": "化工产品", "建材": "建材产品", "冶金": "冶金材料",
    "医药": "药品", "食品酒饮": "食品", "纺织轻工": "纺织轻工", "电力能源": "电力设备", "建筑": "建筑工程",
    "专业技术服务": "质量技术", "交通物流": "交通运输", "软件互联网": "软件", "商贸物业服务": "服务质量"}
PLACES = [("沪滨", "上海"), ("江左", "江苏"), ("吴越", "浙江"), ("岭海", "广东"), ("中原", "河南"), ("齐鲁", "山东"),
    ("荆楚", "湖北"), ("蜀中", "四川"), ("巴渝", "重庆"), ("辽海", "辽宁"), ("徽山", "安徽"), ("燕北", "北京"),
    ("三秦", "陕西"), ("湘楚", "湖南"), ("闽越", "福建")]
COMPANY_MIDDLE = ["瀚岳", "恒砺", "启衡", "卓澜", "云砚", "承钧", "远桓", "广珩"]
TITLES = {"u": ["教授", "教授", "副教授", "研究员"], "c": ["高级审核员", "正高级工程师", "高级工程师"],
          "a": ["研究员", "高级工程师", "正高级工程师"], "i": ["正高级工程师", "高级工程师", "研究员"],
          "f": ["高级工程师", "正高级工程师", "高级经济师"], "r": ["研究员", "教授", "正高级工程师"]}
RECOMMENDING = {"通用机械": "中国机械工业联合会", "汽车": "中国汽车工业协会", "轨道船舶航天": "中国船舶工业行业协会",
    "电子信息制造": "中国电子信息行业联合会", "石化化工": "中国石油和化学工业联合会", "建材": "中国建筑材料联合会",
    "冶金": "中国钢铁工业协会", "食品酒饮": "中国食品工业协会", "纺织轻工": "中国纺织工业联合会",
    "电力能源": "中国电力企业联合会", "建筑": "中国建筑业协会", "专用设备": "中国机械联"}
# Employers that are applicants, as a person would type them: wide brackets, another legal form, an alias.
APPLICANT_EMPLOYERS = {
    "通用机械": [("卫华集团有限责任公司", "河南"), ("上海振华重工（集团）股份有限公司", "上海"), ("潍柴动力", "山东"), ("珠海凌达压缩机有限公司", "广东")],
    "专用设备": [("中联重科股份有限公司", "湖南"), ("徐工机械", "江苏"), ("中铁工程装备集团有限责任公司", "河南")],
    "汽车": [("宇通客车", "河南"), ("浙江吉利控股集团有限公司", "浙江"), ("博世汽车部件（苏州）有限公司", "江苏")],
    "轨道船舶航天": [("中车四方股份", "山东"), ("齐齐哈尔轨道交通装备有限公司", "黑龙江"), ("大连造船厂集团有限公司", "辽宁")],
    "电气": [("浙江正泰电器股份有限公司", "浙江"), ("美的集团股份有限公司 ", "广东"), ("厦门ＡＢＢ开关有限公司", "福建"), ("江海电气控股有限公司", "江苏")],
    "电子信息制造": [("联想（北京）有限公司", "北京"), ("歌尔股份有限公司", "山东"), ("南岭半导体有限公司", "广东"), ("四川九洲电器集团有限公司", "四川")],
    "石化化工": [("山东京博石油化工有限公司", "山东"), ("洋紫荆油墨（中山）有限公司", "广东")],
    "建材": [("巨石集团有限公司", "浙江"), ("江海材料控股有限公司", "江苏")],
    "冶金": [("江苏沙钢集团有限责任公司", "江苏"), ("太钢", "山西"), ("长河冶金控股集团有限公司", "湖北"), ("马钢（集团）控股有限公司", "安徽")],
    "医药": [("泰和医药有限公司", "江苏"), ("扬子江药业集团有限公司", "江苏"), ("同仁堂集团", "北京")],
    "食品酒饮": [("泰和酒业有限公司", "江苏"), ("光明乳业股份有限公司", "上海"), ("达能（中国）食品饮料有限公司", "广东")],
    "电力能源": [("国网重庆市电力公司", "重庆"), ("华岳能源控股有限公司", "北京")],
    "建筑": [("城建联合控股有限公司", "河南"), ("中国建筑一局（集团）有限公司", "北京")],
    "专业技术服务": [("CQC", "北京"), ("苏交科集团股份有限公司", "江苏"), ("七〇二所", "江苏")],
    "交通物流": [("江海港航控股有限公司", "江苏"), ("宁波舟山港集团有限责任公司", "浙江")],
    "软件互联网": [("阿里云", "浙江")],
}
# Names that look like an applicant's and belong to somebody else.
LOOK_ALIKES = [("太原重型机器有限公司", "山西", "通用机械"), ("徐州重工机械有限公司", "江苏", "专用设备"),
    ("江苏核能有限公司", "江苏", "电力能源"), ("美地集团股份有限公司", "广东", "电气"), ("天能电源集团有限公司", "浙江", "电气"),
    ("中兴通信技术有限公司", "广东", "电子信息制造"), ("河南双汇食品机械有限公司", "河南", "食品酒饮"), ("南京钢构股份有限公司", "江苏", "冶金")]


class Names:
    def __init__(self):
        self.used = set()

    def fresh(self):
        while True:
            given = rng.choice(GIVEN_A) + rng.choice(GIVEN_B) if rng.random() < 0.85 else rng.choice(GIVEN_B)
            name = rng.choice(SURNAMES) + given
            if name not in self.used and len(name) >= 2 and name[-1] != name[-2]:
                self.used.add(name)
                return name


def employer_for(track, place):
    """An employer of one kind, invented: university, certifier, association, institute, firm, retired."""
    k = rng.random()
    if k < 0.34:
        return "u", *rng.choice(UNIVERSITIES)
    if k < 0.47:
        return "c", *rng.choice(CERTIFIERS)
    if k < 0.57:
        return "a", *rng.choice(ASSOCIATIONS)
    if k < 0.77:
        head, region = place
        return "i", f"{head}{INSTITUTE_TAIL[track]}检测研究院", region
    if k < 0.965:
        head, region = place
        tail = rng.choice(["股份有限公司", "有限公司", "集团有限公司"])
        return "f", f"{head}{rng.choice(COMPANY_MIDDLE)}{INSTITUTE_TAIL[track]}{tail}", region
    return "r", "", place[1]


def served():
    k = rng.random()
    if k < 0.42:
        return []
    if k < 0.47:
        return [YEAR - 3, YEAR - 2, YEAR - 1]        # has to rest this year
    years = sorted(rng.sample(range(YEAR - 7, YEAR), rng.randint(1, 3)))
    return [] if years[-3:] == [YEAR - 3, YEAR - 2, YEAR - 1] else years


def level_text(code):
    level = rng.choices(["", ":3", ":2", ":1"], [15, 38, 34, 13])[0]
    return f"{code}{level}"


def experts():
    names, rows = Names(), []
    for r in read("special_experts.csv"):
        rows.append({"key": r["key"], "工作单位": r["employer"], "省份": r["region"], "专业领域": r["domains"],
            "行业": r["industries"], "职称": r["title"], "可任组长": "否", "质量综合专家": "否", "评审上限": "",
            "历年参评": served(), "可参加": "否" if "不能参加" in r["remark"] else "是",
            "备注": "虚构" + (f"；{r['remark']}" if r["remark"] else ""), "track": ""})
        if rows[-1]["历年参评"][-3:] == [YEAR - 3, YEAR - 2, YEAR - 1]:
            rows[-1]["历年参评"] = [YEAR - 2]
    for t in read("tracks.csv"):
        track, codes, domains = t["track"], t["industries"].split(";"), t["domains"].split(";")
        theirs = list(APPLICANT_EMPLOYERS.get(track, []))
        alikes = [(n, p) for n, p, tr in LOOK_ALIKES if tr == track]
        for i in range(int(t["experts"])):
            kind, employer, region = employer_for(track, rng.choice(PLACES))
            if i < len(theirs):
                kind, (employer, region) = "f", theirs[i]
            elif i < len(theirs) + len(alikes):
                kind, (employer, region) = "f", alikes[i - len(theirs)]
            elif track in RECOMMENDING and i < len(theirs) + len(alikes) + 2:
                kind, employer, region = "a", RECOMMENDING[track], "北京"
            ind = rng.sample(codes, min(len(codes), rng.choices([1, 2, 3, 4], [18, 42, 28, 12])[0]))
            dom = rng.sample(domains, min(len(domains), rng.choices([2, 3, 4, 5], [22, 38, 28, 12])[0]))
            rows.append({"key": "", "工作单位": employer, "省份": region,
                "专业领域": "；".join(level_text(c) for c in dom) if rng.random() < 0.06
                    else ";".join(level_text(c) for c in dom),
                "行业": ("、" if rng.random() < 0.05 else ";").join(ind),
                "职称": rng.choice(TITLES[kind]),
                "可任组长": "是" if rng.random() < 0.27 and kind in "ucair" else "否", "质量综合专家": "否",
                "评审上限": str(rng.choice([8, 10, 12, 12, 15, 20])) if rng.random() < 0.15 else "",
                "历年参评": served(), "可参加": "否" if rng.random() < 0.06 else "是",
                "备注": "虚构；退休" if kind == "r" else "虚构", "track": track})
    rng.shuffle(rows)
    heads = [r for r in rows if r["track"] and r["可参加"] == "是" and r["工作单位"] in
             {n for n, _ in UNIVERSITIES + CERTIFIERS + ASSOCIATIONS}
             and r["历年参评"][-3:] != [YEAR - 3, YEAR - 2, YEAR - 1]]
    seen = set()
    for r in heads:                                   # quality experts who could be chair: different employers
        if len(seen) < 11 and r["工作单位"] not in seen:
            seen.add(r["工作单位"])
            r["质量综合专家"] = "是"
            r["专业领域"] = "Q01.01:3;Q02.01:3;Q02.02:2;" + r["专业领域"].replace("；", ";").split(";")[0]
            r["行业"] = ";".join(dict.fromkeys(["C"] + re.split("[;、]", r["行业"])[:2]))
            r["专业领域"] = ";".join({x[:6]: x for x in r["专业领域"].split(";")[::-1]}.values())
    for n, r in enumerate(rows, 1):
        r["专家编号"], r["姓名"] = f"E{n:03d}", names.fresh()
        r["历年参评"] = ";".join(map(str, r["历年参评"]))
    # two people of one name, at different places
    plain = [r for r in rows if r["track"] and r["工作单位"] in {n for n, _ in UNIVERSITIES}]
    plain[-1]["姓名"] = plain[0]["姓名"]
    plain[-2]["姓名"] = plain[1]["姓名"]
    # a few cells in words instead of codes
    words = {"Q03.01": "六西格玛管理", "Q04.01": "精益生产", "Q09.05": "质量追溯", "Q06.01": "可靠性管理"}
    done = 0
    for r in rows:
        for code, word in words.items():
            if done < 14 and r["track"] and code in r["专业领域"] and r["质量综合专家"] == "否" and rng.random() < 0.2:
                r["专业领域"] = r["专业领域"].replace(code, word)
                done += 1
                break
    for r in [r for r in rows if r["行业"] == "36" or r["行业"] == "27" or r["行业"] == "17"][:6]:
        r["行业"] = {"36": "汽车制造业", "27": "医药制造业", "17": "纺织业"}[r["行业"]]
    return rows


# --- relations -------------------------------------------------------------

def relations(people, subs, pinned):
    key = {r["key"]: r["专家编号"] for r in people if r["key"]}
    at = lambda x: key[x[1:]] if x.startswith("@") else x
    rows, taken = [], set()

    def add(subject, relation, obj, since="", until="", note=""):
        if (subject, relation, obj) in taken or subject == obj:
            return False
        taken.add((subject, relation, obj))
        rows.append({"主体": subject, "关系": relation, "客体": obj, "起": str(since), "止": str(until), "备注": note})
        return True

    for r in read("relations.csv"):
        add(at(r["subject"]), r["relation"], at(r["object"]), r["since"], r["until"], r["note"])
    for r in read("families.csv"):
        add(r["parent"], "控股", r["child"], r["since"], "", "")

    pool = [r for r in people if r["track"] and r["可参加"] == "是" and r["质量综合专家"] == "否"
            and r["专家编号"] not in pinned]
    passed = [s for s in subs if s["形式审查"] == "是"]
    names = Names()
    names.used = {r["姓名"] for r in people} | {"骆秉文", "程景明"}

    def near(expert):
        """An applicant in the expert's own field (same division), else any."""
        divisions = {c[:2] for c in re.split("[;、]", expert["行业"])}
        close = [s for s in passed if s["行业"][:2] in divisions]
        return rng.choice(close or passed)

    def take():
        e = rng.choice(pool)
        pool.remove(e)
        return e

    def span(ended):
        since = rng.randint(2012, 2019)
        if not ended:
            return rng.randint(2016, 2025), ""
        return since, rng.choice([2018, 2019, 2020, 2021]) if ended == "old" else rng.choice([2024, 2025])

    for n in range(32):
        e = take()
        since, until = span(["", "recent", "old"][n % 3])
        add(e["专家编号"], "咨询辅导", near(e)["申报单位"], since, max(until, since) if until else "",
            rng.choice(["管理体系辅导", "卓越绩效辅导", "六西格玛项目辅导", "智能制造咨询", ""]))
    for n in range(9):
        e = take()
        add(e["专家编号"], "任职", near(e)["申报单位"], rng.randint(2018, 2025), "", rng.choice(["兼职首席科学家", "技术顾问（聘任）", "外聘质量总监"]))
    for n in range(20):
        e = take()
        since, until = span(["recent", "old"][n % 2])
        add(e["专家编号"], "曾任职", near(e)["申报单位"], since - 6, until, "")
    for n in range(7):
        e = take()
        add(e["专家编号"], "董监高", near(e)["申报单位"], rng.randint(2018, 2023), "" if n % 3 else 2025, rng.choice(["独立董事", "外部监事"]))
    for n in range(8):
        e = take()
        add(e["专家编号"], "持股", near(e)["申报单位"], rng.randint(2012, 2019), "" if n % 4 else 2020, "")
    for n in range(9):                                # relatives who are not in the pool
        e, who = take(), names.fresh()
        add(e["专家编号"], "亲属", who, "", "", rng.choice(["配偶", "子女", "兄弟", "岳父"]))
        add(who, ["任职", "董监高", "持股", "咨询辅导", "曾任职"][n % 5], near(e)["申报单位"], 2017, 2019 if n % 5 == 4 else "", "")
    for n in range(6):                                # relatives who are both in the pool
        add(take()["专家编号"], "亲属", take()["专家编号"], "", "", rng.choice(["配偶", "兄弟", "父子"]))
    for n in range(10):
        add(take()["专家编号"], "师生", take()["专家编号"], rng.randint(1998, 2015), "", rng.choice(["硕士导师", "博士导师"]))
    for n in range(12):
        add(take()["专家编号"], "合作", take()["专家编号"], rng.randint(2019, 2025), "", rng.choice(["合著", "合作课题", "合作专利"]))
    for n in range(14):
        e = take()
        s = near(e)
        add(e["专家编号"], "自行申报回避", s["申报编号"] if n % 3 == 0 else s["申报单位"], YEAR, "", rng.choice(["本人申报", "本人申报：近期有合作", "本人申报：同乡好友任职"]))
    # waivers: each lifts a tie that is in this table
    for n in range(8):
        e = take()
        s = near(e)
        add(e["专家编号"], ["咨询辅导", "曾任职"][n % 2], s["申报单位"], 2018, 2024, "")
        add(e["专家编号"], "豁免", s["申报编号"] if n % 4 == 3 else s["申报单位"], YEAR, "",
            rng.choice(["办公室核实：仅作过一次公开讲座，同意参评", "办公室核实：劳动关系已在申报前终止且无利益往来，同意参评", "办公室核实：该辅导为政府公益项目，同意参评"]))
    # between organizations
    by_div = {}
    for s in passed:
        by_div.setdefault(s["行业"][:3], []).append(s["申报单位"])
    many = [v for _, v in sorted(by_div.items()) if len(v) >= 2]
    for v in rng.sample(many, 16):
        add(*(lambda p: (p[0], "竞争", p[1]))(rng.sample(v, 2)), rng.randint(2015, 2022))
    employers = sorted({r["工作单位"] for r in people if re.search("有限公司$", r["工作单位"]) and r["track"]})
    for n in range(14):
        add(rng.choice(employers), "供应" if n % 2 else "竞争", rng.choice(passed)["申报单位"], rng.randint(2016, 2024))
    rng.shuffle(rows)
    return rows


# --- pins ------------------------------------------------------------------

def pins(people, subs):
    """Pins that agree with everything else: the people named here get no relations."""
    neutral = {n for n, _ in UNIVERSITIES + CERTIFIERS + ASSOCIATIONS}
    free = [r for r in people if not r["key"] and r["可参加"] == "是" and r["工作单位"] in neutral
            and f"{YEAR-3};{YEAR-2};{YEAR-1}" not in r["历年参评"]]
    leader = next(r for r in free if r["track"] == "汽车" and r["可任组长"] == "是" and r["质量综合专家"] == "否")
    chair = next(r for r in people if r["质量综合专家"] == "是")
    metal = [r for r in free if r["track"] == "冶金" and r["质量综合专家"] == "否"]
    others = [r for r in free if r["track"] == "电气" and r["质量综合专家"] == "否"]
    car = next(s for s in subs if s["申报单位"] == "郑州宇通客车股份有限公司")
    grid = next(s for s in subs if s["申报单位"] == "浙江正泰电器股份有限公司")
    vice_no = next(r for r in people if r["质量综合专家"] == "是" and r is not chair)
    rows = [("leader", leader["专家编号"], "G01", "请其继续任组长"), ("submission", car["申报编号"], "G01", "汽车类集中在第一组"),
        ("reviewer", leader["专家编号"], car["申报编号"], "组长主审"), ("chair", chair["专家编号"], "", "主任委员已商定"),
        ("not_vice_chair", vice_no["专家编号"], "", "本年另有安排"), ("not_member", metal[0]["专家编号"], "", "出国访问"),
        ("not_reviewer", others[0]["专家编号"], grid["申报编号"], "办公室掌握的情况"),
        ("not_leader", others[1]["专家编号"], "", "本人不愿任组长")]
    return [dict(zip(HEADERS["pins"], r)) for r in rows]


# --- writing ---------------------------------------------------------------

HEADERS = {
    "experts": ["专家编号", "姓名", "工作单位", "省份", "专业领域", "行业", "职称", "可任组长", "质量综合专家", "评审上限", "历年参评", "可参加", "备注"],
    "submissions": ["申报编号", "经验名称", "申报单位", "推荐单位", "省份", "行业", "质量方法", "遴选范围", "形式审查", "来源奖项", "年份", "备注"],
    "relations": ["主体", "关系", "客体", "起", "止", "备注"],
    "pins": ["kind", "subject", "object", "备注"],
    "aliases": ["别名", "标准名称"],
}
WIDTHS = {"经验名称": 46, "申报单位": 34, "工作单位": 34, "推荐单位": 24, "专业领域": 34, "备注": 34, "主体": 34, "客体": 34,
          "别名": 26, "标准名称": 40, "行业": 18, "质量方法": 18, "来源奖项": 36, "历年参评": 18}
NUMBERS = {"评审上限", "遴选范围"}                      # cells that an office would hold as numbers
STAMP = "2026-01-05T08:00:00Z"


def write_csv(name, rows):
    out = io.StringIO()
    w = csv.writer(out, lineterminator="\r\n")
    w.writerow(HEADERS[name])
    w.writerows([[r[h] for h in HEADERS[name]] for r in rows])
    (HERE / "csv" / f"{name}.csv").write_bytes(b"\xef\xbb\xbf" + out.getvalue().encode("utf-8"))


def write_xlsx(name, rows):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = name
    sheet.append(HEADERS[name])
    for c in sheet[1]:
        c.font = Font(bold=True)
    for r in rows:
        sheet.append([None if r[h] == "" else int(r[h]) if h in NUMBERS else r[h] for h in HEADERS[name]])
    for column in sheet.iter_cols(min_row=2):
        for c in column:
            if isinstance(c.value, str):
                c.number_format = "@"
    for n, h in enumerate(HEADERS[name], 1):
        sheet.column_dimensions[get_column_letter(n)].width = WIDTHS.get(h, 12)
    sheet.freeze_panes = "A2"
    raw = io.BytesIO()
    book.save(raw)
    # the same bytes on every run: fixed dates inside and outside
    with zipfile.ZipFile(raw) as old, zipfile.ZipFile(HERE / "xlsx" / f"{name}.xlsx", "w", zipfile.ZIP_DEFLATED) as new:
        for item in old.infolist():
            data = old.read(item.filename)
            if item.filename == "docProps/core.xml":
                data = re.sub(rb">\d{4}-\d\d-\d\dT[\d:]+Z<", b">" + STAMP.encode() + b"<", data)
            entry = zipfile.ZipInfo(item.filename, (2026, 1, 5, 8, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, data)


def main():
    subs = submissions()
    people = experts()
    pin = pins(people, subs)
    rel = relations(people, subs, {r["subject"] for r in pin})
    tables = {"experts": people, "submissions": subs, "relations": rel, "pins": pin,
              "aliases": [{"别名": r["alias"], "标准名称": r["canonical"]} for r in read("aliases.csv")]}
    for folder in ("csv", "xlsx"):
        (HERE / folder).mkdir(exist_ok=True)
        (HERE / folder / "rules.toml").write_bytes((HERE / "source" / "rules.toml").read_bytes())
    for name, rows in tables.items():
        write_csv(name, rows)
        write_xlsx(name, rows)
        print(f"{name}: {len(rows)}")


if __name__ == "__main__":
    main()
