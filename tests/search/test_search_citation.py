"""Citations as they are typed lead to one place, or to none."""

from __future__ import annotations

import pytest

from navigator.store.search import Catalog, CitedDocument, CitedProvision, resolve_citation

DOCUMENTS = [
    CitedDocument("rules", "某市促进小店发展条例"),
    CitedDocument("measures", "关于帮助“小店”的若干措施", "京试办发〔2021〕4号"),
    CitedDocument("notice", "关于转发若干措施的通知", "京试税〔2021〕151 号"),
    CitedDocument("plan-a", "甲领域工作方案"),
    CitedDocument("plan-b", "乙领域工作方案"),
]
PATHS = {
    "rules": ["第一章", "第一章/第一条", "第二章", "第二章/第十三条", "第二章/第十三条/(一)"],
    "measures": ["p1", "一", "六", "六/(一)", "六/(一)/3", "二", "二/(六)"],
    "notice": ["一", "二", "p1"],
    "plan-a": ["一", "二/(一)/1/一是"],
    "plan-b": ["一"],
}


def provisions(document: str) -> list[CitedProvision]:
    return [CitedProvision(f"{document}#{p}", p, p.split("/")[-1]) for p in PATHS[document]]


CATALOG = Catalog(DOCUMENTS, provisions)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("rules", "rules"),
        ("rules#第二章/第十三条", "rules#第二章/第十三条"),
        ("measures#六/（一）/3", "measures#六/(一)/3"),
        ("条例", "rules"),
        ("条例 第十三条", "rules#第二章/第十三条"),
        ("条例第13条", "rules#第二章/第十三条"),
        ("条例第十三条(一)", "rules#第二章/第十三条/(一)"),
        ("条例第十三条第（一）项", None),
        ("某市促进小店发展条例第二章", "rules#第二章"),
        ("《某市促进小店发展条例》第一条", "rules#第一章/第一条"),
        ("京试办发〔2021〕4号", "measures"),
        ("京试办发(2021)4号 六", "measures#六"),
        ("京试办发[2021] 4 号六(一)3", "measures#六/(一)/3"),
        ("京试办发20214号", "measures"),
        ("京试税〔2021〕151号", "notice"),
        ("关于帮助小店的若干措施 二", "measures#二"),
        ("帮助小店 六", "measures#六"),
        ("甲领域 一", "plan-a#一"),
        ("甲领域工作方案 二(一)1一是", "plan-a#二/(一)/1/一是"),
        # more than one, or nothing
        ("工作方案", None),
        ("工作方案 一", None),
        ("条例 第九十条", None),
        ("京试办发〔2021〕5号", None),
        ("rules#第九章", None),
        ("补贴", None),
        ("", None),
        ("第十三条", None),
    ],
)
def test_what_is_meant(typed: str, meant: str | None) -> None:
    assert resolve_citation(typed, CATALOG) == meant


def test_the_shallowest_label_is_meant() -> None:
    assert resolve_citation("京试办发〔2021〕4号 六", CATALOG) == "measures#六"
