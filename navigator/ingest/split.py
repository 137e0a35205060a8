"""Where one document of a compilation ends and the next begins.

A title is a block of one to four lines that reads like a document's name, stands after a closed
sentence and before something a document begins with. Part headings and the compilation's own
section headings (``2. 科技领域``) are its scaffold: they become part and domain.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from navigator.ingest.labels import label_at_start, may_end
from navigator.ingest.lines import Line, Span, tidy
from navigator.ingest.repair import is_address, is_authority_line, is_date_line, is_first_line
from navigator.model.documents import Domain, Removal
from navigator.model.numerals import parse_chinese

_SUFFIX = re.compile(
    r"(条例|规定|措施|方案|意见|通知|公告|通告|细则|办法|决定|规划|纲要|指引|指南|计划|规则|通则)"
    r"(》的(通知|公告|通告))?(\s*[(（]\s*(\d{4}\s*年|试行|暂行|修订)\s*[)）])?$"
)
_NOT_A_TITLE = re.compile(
    r"^(现将|按照|根据|为|制定|出台|落实|贯彻|印发|发布|依据|依照|遵照|执行|研究|以下|以上|附件|附表|附录"
    r"|特此|经|请|并|及|和|或|与|等|的|在|对|将|以|从|由|各)"
)
_DOC_NUMBER = re.compile(
    r"^[\u4e00-\u9fff]{2,14}\s*([〔\[(（【]\s*\d{4}\s*[〕\])）】])?\s*(第\s*)?\d{1,5}\s*号$"
)
_PART = re.compile(r"^第([一二三四五六七八九十])部分\s*(\S.*)?$")
_SECTION = re.compile(r"^(\d{1,2})\s*[.．]\s*(\S{2,14})$")
_ZONES_LONG = re.compile("国家服务业.{4}综合示范区.{3}[(（]北京[)）]自由贸易试验区")

_SECTION_DOMAINS = (
    ("两区", Domain.TWO_ZONES),
    ("科技", Domain.TECHNOLOGY),
    ("进出口", Domain.CUSTOMS),
    ("通关", Domain.CUSTOMS),
    ("外贸", Domain.CUSTOMS),
    ("财税", Domain.FINANCE),
    ("金融", Domain.FINANCE),
    ("人力社保", Domain.HR),
    ("人社", Domain.HR),
    ("社保", Domain.HR),
    ("人才", Domain.HR),
    ("中小微", Domain.SME),
    ("中小企业", Domain.SME),
)


@dataclass(slots=True)
class Draft:
    """One document before its outline is understood."""

    titles: list[Span] = field(default_factory=list)  # as printed, in order
    number: Span | None = None
    notice: list[Line] = field(default_factory=list)  # the covering notice, after its title
    body: list[Line] = field(default_factory=list)
    carried_title: Span | None = None
    part: int | None = None
    domain: Domain | None = None
    preface: bool = False


@dataclass(frozen=True, slots=True)
class Division:
    drafts: tuple[Draft, ...]
    removed: tuple[Removal, ...]


def is_doc_number(text: str) -> bool:
    return bool(_DOC_NUMBER.match(text.strip()))


def section_domain(text: str) -> Domain | None:
    """The domain a section heading names, or None when it names none."""
    return next((domain for word, domain in _SECTION_DOMAINS if word in text), None)


def divide(lines: tuple[Line, ...], width: float) -> Division:
    """Cut a publication into drafts of documents, in order; every line lands somewhere.

    ``width`` is that of a full line, or infinite where lines are not hard wraps.
    """
    drafts: list[Draft] = []
    removed: list[Removal] = []
    part: int | None = None
    domain: Domain | None = None
    index = 0
    while index < len(lines):
        line = lines[index]
        closed = index == 0 or _closed(lines, index, drafts, width)
        if closed and (match := _PART.match(line.text)):
            part, domain = parse_chinese(match[1]), None
            drafts.append(Draft(titles=[Span.of(line)], part=part, preface=True))
            index += 1
            continue
        if closed and _is_section(lines, index, width):
            domain = section_domain(line.text)
            removed.append(Removal(line.number, line.text, "汇编的栏目标题，已转为政策领域"))
            index += 1
            continue
        length = title_length(lines, index, width) if closed else 0
        if length:
            title = Span.join(lines[index : index + length])
            index += length
            if drafts and _belongs(drafts[-1], title):
                _add_title(drafts[-1], title)
            else:
                drafts.append(Draft(titles=[title], part=part, domain=domain))
            follows = index < len(lines) and is_doc_number(lines[index].text)
            if follows and drafts[-1].number is None:
                drafts[-1].number = Span.of(lines[index])
                index += 1
            continue
        if not drafts:
            drafts.append(Draft(part=part, domain=domain))
        drafts[-1].body.append(line)
        index += 1
    for draft in drafts:
        _separate_notice(draft)
    return Division(tuple(drafts), tuple(removed))


_YEAR = re.compile(r"^[（(](\d{4}\s*年(版|度|修订)?|试行|暂行)[）)]$")


def title_length(lines: tuple[Line, ...], index: int, width: float) -> int:
    """How many lines from ``index`` on make a title; 0 when they make none."""
    first = lines[index].text
    if label_at_start(first) or _NOT_A_TITLE.match(first):
        return 0
    if is_authority_line(first) or is_date_line(first):
        return 0  # the signature of the document before
    text = ""
    for length in range(1, 6):
        if index + length > len(lines):
            return 0
        piece = lines[index + length - 1].text
        if length > 1 and label_at_start(piece):
            return 0
        text += piece
        outside = re.sub(r"《[^《》]*(《[^《》]*》[^《》]*)*》", "", text)
        if re.search(r"[。；，：！？]", outside) or len(text) > 110 or is_address(text):
            return 0
        if text.count("《") != text.count("》"):
            continue
        if len(text) >= 8 and _SUFFIX.search(text):
            rest = lines[index + length].text if index + length < len(lines) else ""
            if rest in ("知", "告", "施", "案", "见", "则", "法", "例", "定", "的通知"):
                continue
            if _YEAR.match(rest):
                continue
            return length if _stands_alone(lines, index + length, width) else 0
    return 0


def _stands_alone(lines: tuple[Line, ...], end: int, width: float) -> bool:
    """Whether the block before ``end`` is a title, not the beginning of a paragraph.

    A title is centred, so its last line is seldom as wide as a paragraph's first; where it is,
    what follows must begin something.
    """
    last = lines[end - 1]
    if last.width >= width - 0.5:
        return False
    if last.width < width - 2.6 or end >= len(lines):
        return True
    line = lines[end]
    following = lines[end + 1] if end + 1 < len(lines) else None
    return (
        label_at_start(line.text) is not None
        or is_doc_number(line.text)
        or is_first_line(line, following, width, indent=6.0)
    )


def _closed(lines: tuple[Line, ...], index: int, drafts: list[Draft], width: float) -> bool:
    """Whether nothing is left open before this line, so that a document may begin here."""
    before = lines[index - 1].text
    if drafts and not drafts[-1].body:
        return True  # straight after a title
    return (
        may_end(before)
        or is_date_line(before)
        or is_address(before)
        or is_authority_line(before)
        or (
            before.startswith(("附件", "附表"))
            and lines[index - 1].width < width - 2.6
            and not before.endswith(("关于", "的", "和", "、"))
        )
        or bool(_SECTION.match(before) and section_domain(before))
    )


def _is_section(lines: tuple[Line, ...], index: int, width: float) -> bool:
    text = lines[index].text
    match = _SECTION.match(text)
    if not match or section_domain(match[2]) is None or re.search(r"[。；，：]", match[2]):
        return False
    return index + 1 < len(lines) and title_length(lines, index + 1, width) > 0


def likeness(one: str, other: str) -> float:
    """Dice coefficient of the bigrams of two titles, the zones' long name shortened."""

    def bigrams(text: str) -> set[str]:
        bare = re.sub(r"[^\u4e00-\u9fff]", "", _ZONES_LONG.sub("两区", text))
        return {bare[i : i + 2] for i in range(len(bare) - 1)}

    a, b = bigrams(one), bigrams(other)
    return 2 * len(a & b) / (len(a) + len(b)) if a and b else 0.0


def inner_title(notice_title: str) -> str | None:
    """What a covering notice carries: the outermost 《…》 of its title, with what follows it.

    ``关于印发《X》的通知`` carries X; ``关于印发落实《X》细则的通知`` carries ``落实《X》细则``.
    """
    match = re.search(r"(?:印发|转发|发布)(.+?)的(?:通知|公告|通告)$", notice_title)
    if not match:
        return None
    inside = match[1].strip()
    if inside.startswith("《") and inside.endswith("》"):
        inside = inside[1:-1]
    return inside


def _belongs(draft: Draft, title: Span) -> bool:
    """Whether a title block belongs to the document already begun, not to a new one."""
    last = draft.titles[-1].text if draft.titles else ""
    if draft.preface or not draft.titles:
        return False
    if not draft.body:  # two titles in a row: the compiler's and the document's own
        return likeness(last, title.text) >= 0.3
    carried = inner_title(last)
    if carried is None or draft.carried_title or any(label_at_start(x.text) for x in draft.body):
        return False
    return likeness(carried, title.text) >= 0.6


def _add_title(draft: Draft, title: Span) -> None:
    if draft.body:
        draft.notice, draft.body = draft.body, []
        draft.carried_title = title
    draft.titles.append(title)


def _separate_notice(draft: Draft) -> None:
    """A covering notice that ends in 特此通知 before text whose title is not printed again."""
    if draft.carried_title or not draft.titles or "印发" not in draft.titles[0].text:
        return
    for index, line in enumerate(draft.body):
        if re.match(r"^特此(通知|公告)。?$", line.text):
            rest = draft.body[index + 1 :]
            outline = any(label_at_start(item.text) for item in rest)
            if outline and not any(label_at_start(item.text) for item in draft.body[:index]):
                draft.notice, draft.body = draft.body[: index + 1], rest
            return


def display_title(span: Span) -> str:
    """A printed title as it is shown: spaces of the extraction gone."""
    return tidy(span.text)
