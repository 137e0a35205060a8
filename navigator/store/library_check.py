"""Checking the library: the file itself, and that each source is still there to the character."""

from __future__ import annotations

from typing import TYPE_CHECKING

from navigator.model.documents import count_characters
from navigator.store import library_rows as rows
from navigator.store.library_load import load_document
from navigator.store.library_schema import LIBRARY
from navigator.store.migrate import integrity_faults
from navigator.store.records import Problem

if TYPE_CHECKING:
    from sqlite_utils import Database


def check(db: Database) -> list[Problem]:
    """Problems found; inside the caller's read transaction."""
    faults = integrity_faults(db)
    if faults:
        return [Problem(LIBRARY.name, f"资料库文件已损坏：{fault}") for fault in faults]
    problems = [*_editions(db), *_wording(db)]
    # Counting characters needs rows that can be read.
    return problems or _sources(db)


def _sources(db: Database) -> list[Problem]:
    """Kept and removed must add up to the source, by the record and by the stored wording."""
    problems = []
    for sequence, name, total, kept, removed in db.execute(
        "select sequence, name, characters_source, characters_kept, characters_removed from sources"
    ).fetchall():
        if total != kept + removed:
            problems.append(
                Problem(
                    LIBRARY.name,
                    f"《{name}》的字数对不上：原文{total}字，保留{kept}字，移除{removed}字",
                )
            )
        if (stored := _stored_characters(db, sequence)) != kept:
            problems.append(
                Problem(
                    LIBRARY.name,
                    f"《{name}》现存正文{stored}字，导入时记录为{kept}字，文字有缺失或改动",
                )
            )
        texts = db.execute("select text from removals where source = ?", [sequence])
        if (counted := sum(count_characters(text) for (text,) in texts)) != removed:
            problems.append(
                Problem(
                    LIBRARY.name,
                    f"《{name}》的移除记录共{counted}字，导入时记录为{removed}字",
                )
            )
    return problems


def _stored_characters(db: Database, sequence: int) -> int:
    total = 0
    for document_id, domain, fields in db.execute(
        "select document_id, domain, fields from editions where source = ?", [sequence]
    ):
        total += rows.document(document_id, domain, fields).characters
    for parts in db.execute(
        "select p.label, p.heading, p.text from provisions p"
        " join editions e on e.edition = p.edition where e.source = ?",
        [sequence],
    ):
        total += sum(count_characters(part) for part in parts if part)
    return total


def _wording(db: Database) -> list[Problem]:
    """Each edition says what it said when it was imported."""
    problems = []
    for edition, document_id, content in db.execute(
        "select edition, document_id, content from editions order by source, position"
    ).fetchall():
        try:
            if rows.content_hash(load_document(db, edition)) != content:
                problems.append(Problem(LIBRARY.name, f"文件 {document_id} 的文字与导入时不一致"))
        except (ValueError, KeyError, TypeError):
            problems.append(Problem(LIBRARY.name, f"文件 {document_id} 的内容无法读出"))
    return problems


def _editions(db: Database) -> list[Problem]:
    problems = []
    for document_id, claimed, stored in db.execute(
        "select e.document_id, e.provisions, (select count(*) from provisions p"
        " where p.edition = e.edition) as stored from editions e where stored != e.provisions"
    ):
        problems.append(
            Problem(LIBRARY.name, f"文件 {document_id} 应有{claimed}个条目，现存{stored}个")
        )
    for (document_id,) in db.execute(
        "select document_id from editions group by document_id having sum(current) != 1"
    ):
        problems.append(Problem(LIBRARY.name, f"文件 {document_id} 没有唯一的现行版本"))
    return problems
