"""Digests held against the official text they stand for.

Complete, of the same outline, every figure, date and document number where it is said to stand,
in our own words, short, and without the tone of an office. Pure: takes what was loaded and what
was imported. Documents that are not imported cannot be checked and are passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from navigator.catalogue.digest_words import LONGEST_RUN, Ground, OfficialWording, without_names
from navigator.catalogue.documents import MAX_DIGEST, MAX_NAME
from navigator.catalogue.yaml_source import Problem
from navigator.model.digests import Digests, DocumentDigest, ProvisionDigest
from navigator.model.documents import Document, Provision

USUAL_DIGEST = 60  # characters
USUAL_SHARE = 0.9  # of all digests are no longer than that
MAX_SUMMARY = 60
MAX_POINT = 60
MAX_AUDIENCE = 40
MAX_STATE = 80

# Words that say nothing to a person at the counter.
SLOGANS = (
    "大力 着力 切实 扎实 狠抓 压实 积极 全力 充分发挥 有效发挥 深入贯彻 全面贯彻 认真贯彻 "
    "贯彻落实 深入推进 全面推进 统筹推进 稳步推进 加快推进 高质量发展 新发展格局 新发展理念 "
    "高度重视 坚定不移 抓手 赋能 助力 保驾护航 新台阶 新高地 落地见效 落细落实 做大做强 "
    "做深做实 提质增效 添砖加瓦 奋力 勇于 凝心聚力 首善标准 不断提升 不断完善 进一步"
).split()  # fmt: skip

Lines = Mapping[str, Mapping[str, int]]  # file name → key of the document → line
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)+")
_PATH = re.compile(r"(?:第?[一二三四五六七八九十]+[章条]?|通知)(?:/[^/，。、；\s（）]+)+")
_METADATA = (  # not the title: we may shorten a long one
    ("doc_number", "文号"),
    ("issued_on", "发文日期"),
    ("effective_from", "施行日期"),
    ("ends_on", "截止日期"),
    ("has_body", "是否有正文"),
)


@dataclass(frozen=True, slots=True)
class Coverage:
    """How far the digests of an imported library have come; all are provision ids."""

    total: int
    missing: tuple[str, ...]
    stale: tuple[str, ...]  # the wording is no longer the one the digest was written for
    unseen: tuple[str, ...]  # never compared with the text by ``stamp``

    @property
    def percent(self) -> float:
        """Share of provisions with a digest that is up to date; 100 for an empty library."""
        done = self.total - len(self.missing) - len(self.stale)
        return round(100 * done / self.total, 1) if self.total else 100.0


def coverage(digests: Digests, documents: Iterable[Document]) -> Coverage:
    """What is missing and what has to be looked at again."""
    total = 0
    missing: list[str] = []
    stale: list[str] = []
    unseen: list[str] = []
    for document in documents:
        for provision in document.provisions:
            total += 1
            found = digests.by_provision.get(provision.id)
            if found is None:
                missing.append(provision.id)
            elif digests.needs_review(provision):
                stale.append(provision.id)
            elif found.seen is None:
                unseen.append(provision.id)
    return Coverage(total, tuple(missing), tuple(stale), tuple(unseen))


def official_wording(documents: Sequence[Document]) -> OfficialWording:
    """The wording of imported documents; names that everybody may use are set aside."""
    return OfficialWording((_whole(document) for document in documents), _names(documents))


def check(
    digests: Digests, documents: Iterable[Document], lines: Lines | None = None
) -> list[Problem]:
    """Every disagreement between ``digests`` and the imported ``documents`` (with provisions).

    ``lines`` places keys of whole documents; without it they are reported at line 1.
    """
    return _Check(digests, tuple(documents), lines or {}).problems()


def short_percent(digests: Digests) -> float:
    """Share of digests of the usual length; 100 when there is none."""
    texts = [digest.text for item in digests.documents for digest in item.provisions]
    short = sum(len(text) <= USUAL_DIGEST for text in texts)
    return round(100 * short / len(texts), 1) if texts else 100.0


class _Check:
    def __init__(self, digests: Digests, documents: tuple[Document, ...], lines: Lines) -> None:
        self._digests = digests
        self._documents = {document.id: document for document in documents}
        self._lines = lines
        self._found: list[Problem] = []
        self._grounds: dict[str, Ground] = {}
        self._official = official_wording(documents)

    def problems(self) -> list[Problem]:
        for document in self._documents.values():
            if document.id not in self._digests.by_id:
                name = f"{document.id}.yaml"
                self._found.append(Problem(name, 1, "id", f"缺少《{document.title}》的要点文件"))
        for item in self._digests.documents:
            self._own_words(item)
            imported = self._documents.get(item.id)
            if imported is not None:
                self._metadata(item, imported)
                self._outline(item, imported)
                self._figures(item, imported)
        self._usual_length()
        return sorted(self._found, key=lambda problem: (problem.file, problem.line))

    # -- against the import ---------------------------------------------------------------------

    def _metadata(self, item: DocumentDigest, document: Document) -> None:
        for key, name in _METADATA:
            ours, theirs = getattr(item.document, key), getattr(document, key)
            # What ends is often our reading of a text that bears no such date at its head.
            if ours != theirs and not (key == "ends_on" and theirs is None):
                self._key(item, key, f"{name}应为“{_shown(theirs)}”，现为“{_shown(ours)}”")

    def _outline(self, item: DocumentDigest, document: Document) -> None:
        ours = {digest.path: digest for digest in item.provisions}
        theirs = {provision.path: provision for provision in document.provisions}
        for path in theirs:
            if path not in ours:
                self._key(item, "provisions", f"缺少条款“{path}”的要点")
        for path, digest in ours.items():
            provision = theirs.get(path)
            if provision is None:
                self._at(item, digest, "path", "原文里没有这一条款")
                continue
            if digest.level is not provision.level:
                self._at(item, digest, "level", f"应为 {provision.level}，现为 {digest.level}")
            if digest.label != provision.label:
                self._at(
                    item,
                    digest,
                    "label",
                    f"应为“{_shown(provision.label)}”，现为“{_shown(digest.label)}”",
                )
        shared = [path for path in theirs if path in ours]
        if shared != [path for path in ours if path in theirs]:
            self._key(item, "provisions", "条款的先后应与原文相同")

    def _figures(self, item: DocumentDigest, document: Document) -> None:
        below = _with_descendants(document.provisions)
        for digest in item.provisions:
            provisions = below.get(digest.path)
            if provisions is None:
                continue
            # Its own label says nothing; those of its parts are counted.
            own = f"{provisions[0].heading or ''}{provisions[0].text}"
            ground = Ground([own, *(p.wording for p in provisions[1:]), _count(provisions)])
            for key, words in (("name", digest.name), ("digest", digest.text)):
                for stranger in ground.strangers(words):
                    self._at(item, digest, key, f"“{stranger}”不在这一条款中")
        whole = self._ground(item)
        for key, words in _document_texts(item):
            for stranger in whole.strangers(_PATH.sub("", _ID.sub("", words))):
                self._key(item, key, f"“{stranger}”不在这份文件中")

    def _ground(self, item: DocumentDigest) -> Ground:
        """The document and those its ``changes`` name; the dates of both."""
        named = [item.id, *(found for text in item.changes for found in _ID.findall(text))]
        texts: list[str] = []
        for name in dict.fromkeys(named):
            document = self._documents.get(name)
            if document is not None:
                texts += [_whole(document), document.doc_number or "", _shown(document.issued_on)]
        texts.append(_counts(item))
        return Ground(texts)

    # -- by themselves --------------------------------------------------------------------------

    def _own_words(self, item: DocumentDigest) -> None:
        for digest in item.provisions:
            for key, words, most in (
                ("name", digest.name, MAX_NAME),
                ("digest", digest.text, MAX_DIGEST),
            ):
                for expected in self._faults(words, most):
                    self._at(item, digest, key, expected)
        for key, words in _document_texts(item):
            for expected in self._faults(words, _most(key)):
                self._key(item, key, expected)

    def _faults(self, words: str, most: int | None) -> Iterator[str]:
        if most is not None and len(words) > most:
            yield f"不超过 {most} 字，现为 {len(words)} 字"
        plain = without_names(words)
        for slogan in SLOGANS:
            if slogan in plain:
                yield f"“{slogan}”是套话，请换成具体的说法"
        run = self._official.repeated(words)
        if run is not None:
            yield f"与原文连续相同超过 {LONGEST_RUN} 字（“{run}”），请换成自己的话"

    def _usual_length(self) -> None:
        texts = [digest.text for item in self._digests.documents for digest in item.provisions]
        long = sum(len(text) > USUAL_DIGEST for text in texts)
        if texts and long > len(texts) * (1 - USUAL_SHARE):
            self._found.append(
                Problem(
                    "documents",
                    0,
                    "digest",
                    f"至少 {USUAL_SHARE:.0%} 的要点应在 {USUAL_DIGEST} 字以内，"
                    f"现有 {long} 条（共 {len(texts)} 条）更长",
                )
            )

    # -- places ---------------------------------------------------------------------------------

    def _at(self, item: DocumentDigest, digest: ProvisionDigest, key: str, expected: str) -> None:
        self._found.append(Problem(item.file, digest.line, f"{digest.path} {key}", expected))

    def _key(self, item: DocumentDigest, key: str, expected: str) -> None:
        lines = self._lines.get(item.file, {})
        line = lines.get(key, lines.get(key.partition("[")[0], 1))
        self._found.append(Problem(item.file, line, key, expected))


def _document_texts(item: DocumentDigest) -> Iterator[tuple[str, str]]:
    yield "summary", item.summary
    for index, point in enumerate(item.points):
        yield f"points[{index}]", point
    yield "audience", item.audience
    yield "state", item.state
    for index, change in enumerate(item.changes):
        yield f"changes[{index}]", change


def _most(key: str) -> int | None:
    return {
        "summary": MAX_SUMMARY,
        "points": MAX_POINT,
        "audience": MAX_AUDIENCE,
        "state": MAX_STATE,
    }.get(key.partition("[")[0])


def _whole(document: Document) -> str:
    parts = [*document.printed_titles, document.printed_number or ""]
    return "\n".join(parts + [provision.wording for provision in document.provisions])


def _names(documents: Iterable[Document]) -> Iterator[str]:
    """What may be repeated: titles and the names of authorities."""
    for document in documents:
        yield document.title
        yield from document.printed_titles
        yield from document.issuers
        for provision in document.provisions:
            yield from (unit.name for unit in provision.responsible_units)


def _with_descendants(provisions: Iterable[Provision]) -> dict[str, list[Provision]]:
    """Path → the provision and everything below it, in document order."""
    found: dict[str, list[Provision]] = {}
    for provision in provisions:
        found[provision.path] = [provision]
        parts = provision.path.split("/")
        for length in range(1, len(parts)):
            above = "/".join(parts[:length])
            if above in found:
                found[above].append(provision)
    return found


def _count(provisions: list[Provision]) -> str:
    """How many items a parent has, so that 共4项 may be said where the text only lists them."""
    depth = provisions[0].depth + 1
    children = sum(provision.depth == depth for provision in provisions)
    return f"{children}项" if children else ""


def _counts(item: DocumentDigest) -> str:
    tops = [digest for digest in item.provisions if digest.label and "/" not in digest.path]
    return f"{len(tops)}项"


def _shown(value: object) -> str:
    if value is None:
        return "无"
    if isinstance(value, bool):
        return "有" if value else "没有"
    return str(value)
