"""A small library in our own words for search tests."""

from __future__ import annotations

import datetime as dt

from navigator.store.search import EntryKind, IndexEntry

SHOP = {
    "document_id": "shop-2021-1",
    "title": "关于帮助小店的若干措施",
    "doc_number": "京试发〔2021〕7号",
    "doc_kind": "measures",
    "domains": ("sme", "municipal"),
    "issuers": ("测试局",),
    "issued_on": dt.date(2021, 3, 5),
    "ends_on": dt.date(2021, 6, 30),
}
TAX = {
    "document_id": "tax-rules",
    "title": "试验区税收条例",
    "doc_kind": "regulation",
    "domains": ("finance",),
    "issuers": ("税务试验局",),
    "issued_on": dt.date(2020, 12, 1),
}
BARE = {
    "document_id": "bare-title",
    "title": "关于阶段性减免保险费的通告",
    "doc_kind": "announcement",
    "domains": ("hr",),
    "has_body": False,
}


def _provision(document: dict, path: str, text: str, **more: object) -> IndexEntry:
    return IndexEntry(
        provision_id=f"{document['document_id']}#{path}", text=text, path=path, **document, **more
    )


def made_entries() -> list[IndexEntry]:
    return [
        *(
            IndexEntry(provision_id=d["document_id"], kind=EntryKind.DOCUMENT, **d)
            for d in (SHOP, TAX, BARE)
        ),
        _provision(SHOP, "通知/p1", "现印发小店帮扶办法，请照办。", level="notice"),
        _provision(
            SHOP,
            "一",
            "每家小店补贴不超过200万元，按租金的百分之十五计算。（责任单位：市试验局）",
            label="一、",
            heading="发放租金补贴",
            level="h1",
            amount=2_000_000,
            units=("市试验局",),
            audiences=("企业", "个体工商户"),
        ),
        _provision(
            SHOP,
            "二",
            "鼓励个体工商户参加技能培训，研究给予补贴的办法。",
            label="二、",
            heading="技能培训",
            level="h1",
            units=("市人社试验局",),
            audiences=("个体工商户",),
        ),
        _provision(
            SHOP,
            "二/(一)",
            "押金在三十个工作日内退还，逾期按日加收。",
            label="（一）",
            level="h2",
            context=("技能培训",),
        ),
        _provision(
            TAX, "第一章/第十三条", "月销售额2,000,000元以下的，免缴税款。", label="第十三条",
            level="article", amount=2_000_000, context=("总则",),
        ),
        _provision(
            TAX, "第一章/第十四条", "“两区”建设另有规定的，从其规定。补贴收入不征税。",
            label="第十四条", level="article", context=("总则",),
        ),
        _provision(
            TAX, "第二章/第十五条", "纳税人应当如实申报，税务机关为其提供培训。",
            label="第十五条", level="article", context=("附则",), heading="申报",
            name="如实报税", digest="自己申报，不瞒不漏。",
        ),
    ]  # fmt: skip


SYNONYMS = (("押金", "保证金"), ("个体户", "个体工商户"), ("补贴", "补助"))
