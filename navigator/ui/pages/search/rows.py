"""Results as rows of a list: headings, hits, hints; each knows what opening it means."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from navigator.app.content import headline
from navigator.app.manual import Place
from navigator.model.citation import citable_label
from navigator.store.search import Hit, SearchResult
from navigator.ui.i18n import t


class Kind(Enum):
    SECTION = auto()
    HIT = auto()
    JUMP = auto()
    DOCUMENT = auto()
    NOTE = auto()
    MANUAL = auto()  # a chapter of the manual, or the manual asked the same
    WORDS = auto()  # puts words into the search field
    HINT = auto()


@dataclass(frozen=True, slots=True)
class Row:
    """``target`` is an id to open, or the words to search for."""

    kind: Kind
    title: str
    text: str = ""
    spans: tuple[tuple[int, int], ...] = ()
    target: str = ""
    badge: str = ""

    @property
    def opens(self) -> bool:
        return bool(self.target)


EXAMPLES = (
    "贴息",
    "旅行社 保证金",
    "条例 第十三条",
    "京政办发〔2021〕4号 六",
    "zgc sccp",
    "域:科技 金额>50万",
)


def result_rows(result: SearchResult, named: Callable[[str], str]) -> list[Row]:
    """Everything a search found, in the order it is read."""
    rows: list[Row] = []
    if result.jump:
        rows.append(Row(Kind.JUMP, t("直接前往"), named(result.jump), target=result.jump))
    if result.documents:
        rows.append(Row(Kind.SECTION, t("文件")))
        for found in result.documents[:5]:
            rows.append(
                Row(Kind.DOCUMENT, found.title, spans=found.highlights, target=found.document_id)
            )
    exact = [hit for hit in result.hits if not hit.soft and not hit.via]
    counts = {group.document_id: group.count for group in result.groups}
    rows += _grouped(exact, counts)
    also = [hit for hit in result.hits if hit.via]
    if also:
        rows.append(Row(Kind.SECTION, t("也找了：{words}", words="、".join(result.also_searched))))
        rows += [_hit_row(hit, alone=True) for hit in also]
    soft = [hit for hit in result.hits if hit.soft]
    if soft:
        rows.append(Row(Kind.SECTION, t("相关结果（不是逐字相同）")))
        rows += [_hit_row(hit, alone=True) for hit in soft]
    if result.notes:
        rows.append(Row(Kind.SECTION, t("我的笔记")))
        rows += [
            Row(Kind.NOTE, hit.title, hit.snippet, hit.highlights, hit.provision_id, t("笔记"))
            for hit in result.notes
        ]
    if result.suggestion:
        rows.append(Row(Kind.WORDS, t("您是不是想找"), result.suggestion, target=result.suggestion))
    return rows


def _grouped(hits: list[Hit], counts: dict[str, int]) -> list[Row]:
    """Hits under the document they stand in, the document of the best hit first."""
    rows: list[Row] = []
    order = list(dict.fromkeys(hit.document_id for hit in hits))
    for document_id in order:
        own = [hit for hit in hits if hit.document_id == document_id]
        count = counts.get(document_id, len(own))
        rows.append(Row(Kind.SECTION, own[0].title, badge=t("{n} 处", n=count)))
        rows += [_hit_row(hit) for hit in own]
    return rows


def _hit_row(hit: Hit, alone: bool = False) -> Row:
    """A hit; ``alone`` when no heading above it names the document."""
    path = hit.provision_id.partition("#")[2]
    heading = (hit.heading or "").rstrip("。")
    named = headline(hit.label, heading) or citable_label(path)
    above = citable_label(path.rpartition("/")[0]) if "/" in path else ""
    document = f"{hit.title[:12]}{'…' if len(hit.title) > 12 else ''}" if alone else ""
    badge = "　".join(part for part in (document, above) if part)
    # Before an import all there is to a hit may be its name, which need not be said twice.
    snippet = "" if hit.snippet.strip() == heading else hit.snippet
    return Row(Kind.HIT, named, snippet, hit.highlights, hit.provision_id, badge)


def manual_rows(places: Sequence[Place], most: int = 3) -> list[Row]:
    """What the user manual says about it, below everything that was found in policies."""
    if not places:
        return []
    rows = [Row(Kind.SECTION, t("使用手册里的 {n} 处", n=len(places)))]
    for place in places[:most]:
        title = place.heading or place.chapter.title
        target = f"{place.chapter.id}\n{place.heading}"
        rows.append(Row(Kind.MANUAL, title, place.snippet, place.spans, target, t("使用手册")))
    if len(places) > most:
        rows.append(Row(Kind.MANUAL, t("在手册里看全部"), target="\n"))
    return rows


def start_rows(history: list[str], saved: list[tuple[str, str]]) -> list[Row]:
    """What an empty field offers: saved searches, what was looked for, and examples."""
    rows: list[Row] = []
    if saved:
        rows.append(Row(Kind.SECTION, t("存下的查找")))
        rows += [Row(Kind.WORDS, name, query, target=query) for name, query in saved]
    if history:
        rows.append(Row(Kind.SECTION, t("最近找过")))
        rows += [Row(Kind.WORDS, query, target=query) for query in history]
    rows.append(Row(Kind.SECTION, t("可以这样找")))
    rows += [Row(Kind.WORDS, words, target=words) for words in EXAMPLES]
    return rows


def nothing_rows(query: str, filters: Collection[str], related: list[Row]) -> list[Row]:
    """What to do when nothing was found exactly; what is merely ``related`` comes after.
    ``filters`` are the pieces of the query that only narrow the search."""
    wider = " ".join(word for word in query.split() if word not in filters)
    fewer = filters and wider
    return [
        Row(Kind.HINT, t("没有找到“{query}”", query=query),
            t("少写几个字，或换个说法；也可以写文号、条款号、拼音首字母。")),
        *([Row(Kind.WORDS, t("去掉筛选，只找“{words}”", words=wider), target=wider)]
          if fewer else []),
        *(related or [Row(Kind.WORDS, words, target=words) for words in EXAMPLES[:3]]),
    ]  # fmt: skip
