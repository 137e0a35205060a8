"""Index entries of a document and its provisions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from navigator.model.documents import Document, Provision
from navigator.model.folding import NUMBER_CLOSE, NUMBER_OPEN, fold, number_fold
from navigator.store.search.entries import EntryKind, IndexEntry

# Who a provision speaks of, by the words it uses; shown as filter tags.
_AUDIENCES: tuple[tuple[str, str], ...] = (
    ("企业", "企业|公司|总部|旅行社|商户平台|经营者"),
    ("中小微企业", "中小微|小微|中小企业|小规模纳税人"),
    ("个体工商户", "个体工商户|个体户|私营个体"),
    ("民营企业", "民营|私营"),
    ("外资企业", "外资|外商"),
    ("国有企业", "国有企业|市属国企|央企"),
    ("总部企业", "总部"),
    ("科技企业", "科技型|高新技术|首创产品|高精尖|研发"),
    ("金融机构", "银行|保险机构|担保机构|证券|基金|金融机构"),
    ("进出口企业", "报关|通关|进出口|海关|口岸"),
    ("医疗机构", "医院|医疗机构|诊所|社会办医"),
    ("旅行社", "旅行社"),
    ("孵化器", "孵化器|海创园|众创空间"),
    ("留学人员", "留学|海外人才|海归"),
    ("外籍人员", "外籍|外国人|境外人士|境外高端人才"),
    ("劳动者", "职工|劳动者|就业|员工|驾驶员|毕业生"),
)
_TAGS = tuple((tag, re.compile(pattern)) for tag, pattern in _AUDIENCES)
_YUAN = re.compile(f"{NUMBER_OPEN}([0-9]+)(?:[.][0-9]+)?{NUMBER_CLOSE}元")


def entries_of(
    document: Document,
    digests: Mapping[str, str] | None = None,
    names: Mapping[str, str] | None = None,
    audiences: Mapping[str, Sequence[str]] | None = None,
) -> Iterator[IndexEntry]:
    """The document's own entry, then one for each of its provisions.

    ``digests`` and ``names`` map ids (of provisions, or of the document) to our own words and
    short titles; ``audiences`` maps provision ids to tags beyond those the wording shows.
    """
    digests = digests or {}
    names = names or {}
    audiences = audiences or {}
    yield _entry(
        document, document.id, kind=EntryKind.DOCUMENT, digest=digests.get(document.id, "")
    )
    headings: dict[str, str] = {}
    for provision in document.provisions:
        if provision.heading:
            headings[provision.path] = provision.heading
        words = f"{provision.heading or ''}{provision.text}"
        named = dict.fromkeys(
            (*audiences.get(provision.id, ()), *(t for t, p in _TAGS if p.search(words)))
        )
        yield _entry(
            document,
            provision.id,
            text=provision.text,
            label=provision.label,
            path=provision.path,
            level=provision.level.value,
            heading=provision.heading,
            name=names.get(provision.id, ""),
            digest=digests.get(provision.id, ""),
            context=_above(provision, headings),
            units=tuple(dict.fromkeys(unit.name for unit in provision.responsible_units)),
            audiences=tuple(named),
            amount=largest_amount(words),
        )


def _entry(document: Document, id_: str, **own: Any) -> IndexEntry:
    return IndexEntry(
        provision_id=id_,
        document_id=document.id,
        title=document.title,
        doc_number=document.doc_number,
        doc_kind=document.kind.value,
        domains=tuple(domain.value for domain in document.domains),
        issuers=document.issuers,
        issued_on=document.issued_on,
        effective_from=document.effective_from,
        ends_on=document.ends_on,
        has_body=document.has_body,
        **own,
    )


def _above(provision: Provision, headings: Mapping[str, str]) -> tuple[str, ...]:
    parts = provision.path.split("/")
    above = ("/".join(parts[:depth]) for depth in range(1, len(parts)))
    return tuple(headings[path] for path in above if path in headings)


def largest_amount(text: str) -> int | None:
    """The largest sum in yuan that ``text`` names, in CNY; None without one."""
    numeric = number_fold(fold(text))
    if numeric is None:
        return None
    sums = [int(digits) for digits in _YUAN.findall(numeric.text)]
    return max(sums, default=None)
