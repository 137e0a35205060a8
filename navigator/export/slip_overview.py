"""The first page of a notice slip: what a person takes home, on one sheet whatever there is."""

from __future__ import annotations

import re
from collections.abc import Callable

from navigator.export.slip_data import SILENT, Scope, SlipData, SlipEntry, SlipSection
from navigator.model.blocks import (
    Align,
    Block,
    Column,
    Heading,
    KeyValues,
    Paragraph,
    ParagraphStyle,
    Row,
    Run,
    Runs,
    Table,
    Tone,
    text_run,
)

BLANK = "＿" * 14
_REMARKS = 90  # characters of one cell; the rest stands on the pages after
_ENDED = re.compile(r"[？?。！](（[^（）]*）)?$")
_BEHIND = "详见后页"
_NOT_HERE = "可向窗口索取全文"
_SHARES = (3, 2, 2)  # how the room is shared out while several tables want more


def overview(data: SlipData, lines: int) -> list[Block]:
    """The first page with about ``lines`` measures on it."""
    by_key = {section.key: section for section in data.sections if section.entries}
    wanted = [len(by_key[key].entries) if key in by_key else 0 for key, *_ in _TABLES]
    shares = share_out(lines, wanted)
    blocks: list[Block] = [_head(data)]
    for (key, title, nothing, columns, row), most in zip(_TABLES, shares, strict=True):
        section = by_key.get(key)
        if section is None:
            blocks.append(Heading(1, text_run(title)))
            blocks.append(Paragraph(text_run(nothing), ParagraphStyle.FLUSH))
            continue
        count = Run(f"（{len(section.entries)} 项）")
        blocks.append(Heading(1, (Run(title), count)))
        blocks.append(_table(section, most, columns, row, data.scope))
    others = [by_key[key] for key in ("closed", "not_yet_open", "intention") if key in by_key]
    if others:
        blocks.append(_others(others, data.scope))
    blocks.append(_remarks())
    blocks.append(_signatures())
    return blocks


def share_out(lines: int, wanted: list[int]) -> list[int]:
    """How many rows each table gets: at least one where it has any, the first ones more."""
    given = [min(1, count) for count in wanted]
    while sum(given) < lines:
        open_ones = [i for i, count in enumerate(wanted) if given[i] < count]
        if not open_ones:
            break
        given[min(open_ones, key=lambda i: (given[i] / _SHARES[i], i))] += 1
    return given


def joined(parts: tuple[str, ...]) -> str:
    """Sentences in a row; a question, with or without a remark in brackets, parts itself."""
    text = ""
    for part in parts:
        text += ("" if not text or _ENDED.search(text) else "；") + part
    return text


def _head(data: SlipData) -> KeyValues:
    return KeyValues(
        (
            ("申请人", text_run(data.applicant, bold=True) or text_run(BLANK)),
            ("身份", text_run(data.identity or "未填写")),
            ("办理日期", text_run(data.as_of.isoformat(), bold=True)),
            ("打印时间", text_run(data.printed_at.strftime("%Y-%m-%d %H:%M"))),
            ("依据", text_run(_edition(data))),
        ),
        dense=True,
    )


def _edition(data: SlipData) -> str:
    name = data.edition or "内置要点"
    if not data.edition_sha256:
        return f"{name}（官方原文未导入本机，以文件原文为准）"
    return f"{name}（SHA-256 {data.edition_sha256[:16]}…）"


def _short(text: str) -> str:
    return text if len(text) <= _REMARKS else text[: _REMARKS - 1] + "…"


def _judged(entry: SlipEntry) -> Runs:
    if not entry.discretion:
        return ()
    words = "、".join(f"“{word}”" for word in entry.discretion)
    return (Run(_short(f"\n须窗口核定：{words}"), tone=Tone.WARN),)


def _eligible_row(entry: SlipEntry) -> tuple[Runs, ...]:
    gain = text_run(entry.amount, bold=True) or text_run(_short(entry.benefit) or SILENT)
    return (
        (Run(entry.title), *_judged(entry)),
        gain,
        text_run(entry.deadline or SILENT),
        text_run(entry.unit or SILENT),
    )


def _unknown_row(entry: SlipEntry) -> tuple[Runs, ...]:
    return (
        text_run(entry.title),
        text_run(_short(joined(entry.questions)) or "请问窗口"),
        text_run(entry.unit or SILENT),
    )


def _refused_row(entry: SlipEntry) -> tuple[Runs, ...]:
    why = joined(tuple(reason.text for reason in entry.reasons))
    return text_run(entry.title), text_run(_short(why) or "请问窗口")


_RowOf = Callable[[SlipEntry], tuple[Runs, ...]]
_TABLES: tuple[tuple[str, str, str, tuple[Column, ...], _RowOf], ...] = (
    (
        "eligible",
        "一、可以享受",
        "按目前的回答，没有现在就可以享受的措施。",
        (
            Column("措施", 3.3),
            Column("能得到什么", 3.3),
            Column("截止", 1.7),
            Column("责任单位", 1.7),
        ),
        _eligible_row,
    ),
    (
        "unknown",
        "二、还差信息",
        "没有。",
        (Column("措施", 3.3), Column("还要弄清（由申请人提供）", 5), Column("责任单位", 1.7)),
        _unknown_row,
    ),
    (
        "ineligible",
        "三、不符合及原因",
        "没有。",
        (Column("措施", 3.3), Column("原因", 6.7)),
        _refused_row,
    ),
)


def _table(
    section: SlipSection, most: int, columns: tuple[Column, ...], row: _RowOf, scope: Scope
) -> Table:
    rows = [Row(row(entry)) for entry in section.entries[:most]]
    left = len(section.entries) - most
    if left > 0:
        where = _BEHIND if scope.unfolds(section.key) else _NOT_HERE
        told = Run(f"另有 {left} 项，{where}", tone=Tone.MUTED)
        rows.append(Row(((told,),), section=True))
    return Table(columns, tuple(rows), dense=True)


def _others(sections: list[SlipSection], scope: Scope) -> Paragraph:
    where = _BEHIND if scope is Scope.ALL else _NOT_HERE
    words = "；".join(
        f"{section.title} {len(section.entries)} 项（{_names(section, 2, where)}）"
        for section in sections
    )
    return Paragraph((Run("另有：", bold=True), Run(words + "。")), ParagraphStyle.SMALL)


def _names(section: SlipSection, most: int, where: str) -> str:
    names = "、".join(_short(entry.title) for entry in section.entries[:most])
    return names + (f"等，{where}" if len(section.entries) > most else "")


def _remarks() -> Paragraph:
    return Paragraph(
        (
            Run("办理材料、受理地址、联系电话：", bold=True),
            Run(f"{SILENT}，请向责任单位或拨打政务服务热线核实。"),
            Run("金额按您的回答测算，各项不能简单相加；以主管部门核定为准。"),
        ),
        ParagraphStyle.SMALL,
    )


def _signatures() -> Paragraph:
    words = f"经办人：{BLANK[:8]}　　签收人：{BLANK[:8]}　　日期：＿＿＿＿年＿＿月＿＿日"
    return Paragraph(text_run("\n" + words), ParagraphStyle.FLUSH, Align.RIGHT)
