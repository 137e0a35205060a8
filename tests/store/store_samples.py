"""Publications and desks made up for the tests of stored state."""

from __future__ import annotations

import datetime as dt
import hashlib
from pathlib import Path

from navigator.model.documents import (
    CharacterCount,
    Document,
    Domain,
    Doubt,
    Kind,
    Level,
    Provision,
    Publication,
    Removal,
    ResponsibleUnit,
    Source,
    UnitRole,
)

NOON = dt.datetime(2026, 3, 4, 12, 0, tzinfo=dt.timezone(dt.timedelta(hours=8)))
NUMERALS = "一二三四五六七八九"


def document(
    document_id: str,
    *,
    title: str | None = None,
    doc_number: str | None = None,
    texts: tuple[str, ...] = ("甲方可以申请。", "乙方按规定办理。"),
    references: tuple[str, ...] = (),
    domain: Domain = Domain.SME,
    issuers: tuple[str, ...] = ("某市财政局",),
) -> Document:
    """Articles 第一条, 第二条 … with ``texts``; the first one carries ``references``."""
    title = title or f"{document_id}的办法"
    provisions = tuple(
        Provision(
            document_id=document_id,
            path=f"第{NUMERALS[index]}条",
            level=Level.ARTICLE,
            label=f"第{NUMERALS[index]}条",
            heading=None,
            text=text,
            responsible_units=(
                ResponsibleUnit(UnitRole.LEAD, "某市财政局"),
                ResponsibleUnit(UnitRole.COOPERATING, f"{NUMERALS[index]}区"),
            ),
            deadline="2021年12月底前" if index == 0 else None,
            references=references if index == 0 else (),
            first_line=index + 2,
            last_line=index + 2,
        )
        for index, text in enumerate(texts)
    )
    return Document(
        id=document_id,
        title=title,
        doc_number=doc_number,
        issuers=issuers,
        issued_on=dt.date(2021, 3, 18),
        effective_from=None,
        ends_on=dt.date(2021, 12, 31),
        part=1,
        domain=domain,
        domains=(domain, Domain.FINANCE),
        kind=Kind.MEASURES,
        has_body=True,
        provisions=provisions,
        attachments=("http://example.invalid/附件.docx",),
        repeals=("旧办法",),
        printed_titles=(title,),
        printed_number=doc_number,
    )


def publication(*documents: Document, name: str = "汇编 第一季.txt", salt: str = "") -> Publication:
    """One source file holding ``documents``; its hash follows from what it says and ``salt``."""
    kept = sum(item.characters for item in documents)
    seed = salt + "".join(
        item.id + "".join(p.wording + "".join(p.references) for p in item.provisions)
        for item in documents
    )
    return Publication(
        source=Source(name, hashlib.sha256(seed.encode()).hexdigest(), 3 * kept, "txt", "utf-8"),
        documents=documents,
        characters=CharacterCount(kept + 2, kept, 2),
        removed=(Removal(9, "12", "页码"),),
        review=(Doubt(11, "存疑的一行", "编号不连续"),),
    )


def large_publication(documents: int = 12, provisions: int = 9) -> Publication:
    return publication(
        *(
            document(
                f"doc-{number}",
                texts=tuple(
                    f"第{number}份内容{index}。" + "长" * 40 for index in range(provisions)
                ),
            )
            for number in range(documents)
        )
    )


class Clock:
    """Stands still until a test moves it."""

    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> dt.datetime:
        return self.now


def snapshot(folder: Path) -> dict[str, bytes]:
    """Every file of a folder and its bytes."""
    return {
        str(file.relative_to(folder)): file.read_bytes()
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }
