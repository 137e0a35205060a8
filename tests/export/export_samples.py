"""Entries as a person might keep them, with everything a writer could spoil."""

from __future__ import annotations

import datetime as dt

from navigator.export.items import ExportItem

AS_OF = dt.date(2021, 4, 1)
KEPT_AT = dt.datetime(2021, 4, 1, 9, 30, tzinfo=dt.timezone(dt.timedelta(hours=8)))
SHA256 = "87504e657d464ccec92fad7301b0419890c3c4abbf2f641e5fe8ffcf52b6a91e"
TITLE = "关于样例事项的若干措施"
NUMBER = "样政发〔2021〕4号"
# Our own sentence: every mark and kind of figure that official texts use.
QUOTATION = (
    "甲、对“样例”企业，按3.85%、1／3或2,000.50元（含）补助；单家不超过120万元、"
    "年限为2021—2023年。《样例条例》第十二条〔2020〕6号【注】另有规定的，从其规定！可以吗？"
)

HOSTILE = (
    "<script>alert(1)</script>",
    "<img src=http://evil.example/a.png onerror=alert(2)>",
    "![图](http://evil.example/b.png)",
    "[点我](javascript:alert(3))",
    "[本地](file:///etc/passwd)",
    "[数据](data:text/html;base64,PHNjcmlwdD4=)",
    "<iframe src='https://evil.example/c'></iframe>",
    "<style>@import url(http://evil.example/d.css)</style>",
    '<a href="http://evil.example/e" onclick="alert(4)">x</a>',
    "<svg onload=alert(5)><use href='http://evil.example/f'/></svg>",
    "</main></body><script src=//evil.example/g.js></script>",
    "<http://evil.example/h>",
    "[引用]: http://evil.example/i '标题'\n\n看 [引用]",
    "&lt;script&gt;alert(6)&lt;/script&gt; &#60;b&#62;",
    "<!--[if IE]><script>alert(7)</script><![endif]-->",
    "<?xml version='1.0'?><!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>&e;",
)


def bookmark(number: int = 1, **changes: object) -> ExportItem:
    values: dict[str, object] = {
        "quotation": QUOTATION,
        "title": TITLE,
        "doc_number": NUMBER,
        "provision_id": f"yangzhengfa-2021-4#二/(一)/{number}",
        "state": "已施行",
        "source_name": "样例 汇编.txt",
        "source_sha256": SHA256,
        "folder": "融资/贴息",
        "tags": ("常用", "电话"),
        "created_at": KEPT_AT,
    } | changes
    return ExportItem("bookmark", **values)  # type: ignore[arg-type]


def note(text: str, **changes: object) -> ExportItem:
    return ExportItem("note", text=text, created_at=KEPT_AT, **changes)  # type: ignore[arg-type]


def sample() -> list[ExportItem]:
    return [
        bookmark(1),
        bookmark(2, official=False, found=False, source_name="", source_sha256=""),
        note("问过窗口：**3.85%** 是年利率\n\n- 材料两份\n- 12月31日前", title=TITLE,
             doc_number=NUMBER, provision_id="yangzhengfa-2021-4#五"),
        note("# 随手记\n\n下周再问。"),
    ]  # fmt: skip
