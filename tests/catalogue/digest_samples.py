"""One sound document with its digests, to be spoilt one way at a time. All of it is made up."""

from __future__ import annotations

import datetime as dt

from navigator.model.documents import (
    Document,
    Domain,
    Kind,
    Level,
    Provision,
    ResponsibleUnit,
    UnitRole,
)

ID = "yangli-2021-1"

SOUND = f"""\
id: {ID}
title: 样例措施
doc_number: 样政发〔2021〕1号
issuers: [样例市商务局]
issued_on: 2021-03-18
effective_from: null
ends_on: null
part: 2
domain: sme
domains: [sme]
kind: measures
has_body: true
summary: 样例措施，帮小店渡难关。
points:
- 补一半租金，最多20万元。
- 2021年6月30日前申请。
- 共2项，由样例市商务局办。
audience: 开小店的人
state: 申请已于2021年6月30日截止。
changes: []
provisions:
- {{path: 一, level: h1, label: 一、, name: 租金补助, digest: 交了租金的小店，补50%，每家最多20万元；见2项。}}
- {{path: 一/(一), level: h2, label: (一), name: 怎么申请, digest: 2021年6月30日前交表，5个工作日内答复。}}
- {{path: 一/(二), level: h2, label: (二), name: 谁来办, digest: "样例市商务局办，按样财发〔2020〕7号付款。"}}
- path: p1
  level: signature
  label: null
  name: 落款
  digest: >-
    日期2021年3月18日。
"""


def provision(
    path: str, level: Level, label: str | None, text: str, heading: str = ""
) -> Provision:
    return Provision(
        ID,
        path,
        level,
        label,
        heading or None,
        text,
        (ResponsibleUnit(UnitRole.RESPONSIBLE, "样例市商务局"),),
    )


PROVISIONS = (
    provision(
        "一",
        Level.H1,
        "一、",
        "对已经交过房租的小型门店，按实缴金额百分之五十给钱，单店不超过 20 万元。",
        "补租金",
    ),
    provision(
        "一/(一)", Level.H2, "(一)", "于 2021 年 6 月 30 日以前提交申请表，五个工作日内给予回复。"
    ),
    provision(
        "一/(二)",
        Level.H2,
        "(二)",
        "经办单位依照《样例付款办法》（样财发〔2020〕7号）把钱打到店里账上。",
    ),
    provision("p1", Level.SIGNATURE, None, "样例市商务局\n2021年3月18日"),
)

DOCUMENT = Document(
    id=ID,
    title="样例措施",
    doc_number="样政发〔2021〕1号",
    issuers=("样例市商务局",),
    issued_on=dt.date(2021, 3, 18),
    effective_from=None,
    ends_on=None,
    part=2,
    domain=Domain.SME,
    domains=(Domain.SME,),
    kind=Kind.MEASURES,
    has_body=True,
    provisions=PROVISIONS,
    printed_titles=("样例措施",),
)
