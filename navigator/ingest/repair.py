"""The repair of the page: page numbers taken off, hard wraps joined into paragraphs.

Only typography is mended, never wording. A page number is a line of nothing but digits that fits
the order of the other page numbers; a bare number that does not fit stays in the text and is
reported.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, replace

from navigator.ingest.labels import ends_sentence, label_at_start, may_end
from navigator.ingest.lines import Line, Span
from navigator.model.documents import Doubt, Level, Removal

_PAGE_NUMBER = re.compile(r"^[-—－·\s]*(\d{1,4})[-—－·\s]*$")
_DATE = re.compile(
    r"^\s*(\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日|\d{4}-\d{1,2}-\d{1,2}"
    r"|[二〇○零一三四五六七八九]{4}年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日)\s*$"
)
_ADDRESS = re.compile(r"^(https?://|www\.)\S+$")
_ADDRESS_REST = re.compile(r"^(?=.*[./_?=&%-])[!-~]+$")
_CLOSING = re.compile(
    r"^(特此(通知|公告|通告|函告|说明)|本(规定|措施|办法|细则|意见|方案|条例|通知|公告).{0,30}(施行|解释|实施)"
    r"|以上.{0,12}施行|附件[:：]?|附表[:：]?)"
)
_FIELD = re.compile(r"^[\u4e00-\u9fff]{3,8}\s*[:：]\s*[^，。；：（()）]{1,20}$")
_EARLY_STOP = re.compile(r"^.{1,3}[，。；]")
_HEADED = (Level.CHAPTER, Level.H1, Level.H2, Level.H3)
_AUTHORITY = re.compile(
    r"(局|委|委员会|办公厅|办公室|政府|海关|厅|部|院|办|中心|总队|银行|集团|协会|联合会|署|社"
    r"|领导小组|支队|分局|公司)$"
)


def is_date_line(text: str) -> bool:
    return bool(_DATE.match(text))


def is_closing(text: str) -> bool:
    """A closing formula of the document (特此通知, 自发布之日起施行), not of its last item."""
    return bool(_CLOSING.match(text))


def is_address(text: str) -> bool:
    return bool(_ADDRESS.match(text.strip()))


def whole_addresses(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """Addresses that did not fit their line, whole again."""
    out: list[Line] = []
    for line in lines:
        goes_on = out and is_address(out[-1].text) and not is_address(line.text)
        if goes_on and _ADDRESS_REST.match(line.text) and not is_date_line(line.text):
            out[-1] = replace(out[-1], text=out[-1].text + line.text)
        else:
            out.append(line)
    return tuple(out)


def is_authority_line(text: str) -> bool:
    """A line of a signature: the name of an authority and nothing else."""
    bare = re.sub(r"[(（][^()（）]*[)）]\s*$", "", text).strip()
    return (
        3 <= len(bare) <= 30
        and not bare.startswith("关于")
        and not re.search(r"[。，；：！？、《》\d]", bare)
        and bool(_AUTHORITY.search(bare))
        and label_at_start(text) is None
    )


@dataclass(frozen=True, slots=True)
class Page:
    """Lines with page furniture taken off."""

    lines: tuple[Line, ...]
    removed: tuple[Removal, ...]
    doubts: tuple[Doubt, ...]
    width: float  # of a full line, in full-width characters


def strip_page_numbers(lines: tuple[Line, ...], paged: bool) -> Page:
    """Take page numbers off where there are pages; what only looks like one is doubted."""
    candidates = [
        (index, int(match[1]))
        for index, line in enumerate(lines)
        if (match := _PAGE_NUMBER.match(line.text))
    ]
    chosen = _rising(candidates, lines) if paged else set()
    removed, doubts, kept = [], [], []
    for index, line in enumerate(lines):
        if index in chosen:
            removed.append(Removal(line.number, line.text, "页码"))
            continue
        if paged and any(index == i for i, _ in candidates):
            doubts.append(Doubt(line.number, line.text, "独占一行的数字，不像页码，留在正文"))
        kept.append(line)
    return Page(tuple(kept), tuple(removed), tuple(doubts), full_width(kept))


def _rising(candidates: list[tuple[int, int]], lines: tuple[Line, ...]) -> set[int]:
    """Indices of the candidates whose numbers rise as pages do.

    First the longest rising run of those that cannot be a figure of the sentence; then those in
    between that stand where the page of that number would end, and against both the same test.
    """
    sure = [(i, n) for i, n in candidates if not _reads_as_figure(i, lines)]
    chain = _longest_rising(sure)
    for index, number in candidates:
        if (index, number) not in chain and _fits(index, number, chain):
            chain = sorted([*chain, (index, number)])
    return {
        index
        for position, (index, number) in enumerate(chain)
        if len(chain) < 4
        or position in (0, len(chain) - 1)
        or _fits(index, number, [*chain[:position], *chain[position + 1 :]])
    }


def _reads_as_figure(index: int, lines: tuple[Line, ...]) -> bool:
    """``200`` / ``家以上`` in the middle of a sentence is a figure, not a page number."""
    after = lines[index + 1].text[:1] if index + 1 < len(lines) else ""
    before = lines[index - 1].text if index else ""
    return bool(after) and after in "年月日个家项万亿元%％倍名人次" and not ends_sentence(before)


def _fits(index: int, number: int, chain: list[tuple[int, int]]) -> bool:
    """Whether the page numbers before and after would put this number about here."""
    before = max((item for item in chain if item[0] < index), default=None)
    after = min((item for item in chain if item[0] > index), default=None)
    if before is None or after is None or not before[1] < number < after[1]:
        return False
    share = (index - before[0]) / (after[0] - before[0])
    expected = before[1] + share * (after[1] - before[1])
    return abs(expected - number) <= max(2.0, 0.15 * (after[1] - before[1]))


def _longest_rising(items: list[tuple[int, int]]) -> list[tuple[int, int]]:
    tails: list[int] = []
    tail_at: list[int] = []
    previous: list[int | None] = []
    for position, (_, number) in enumerate(items):
        slot = bisect_left(tails, number)
        previous.append(tail_at[slot - 1] if slot else None)
        if slot == len(tails):
            tails.append(number)
            tail_at.append(position)
        else:
            tails[slot] = number
            tail_at[slot] = position
    chain: list[tuple[int, int]] = []
    cursor: int | None = tail_at[-1] if tail_at else None
    while cursor is not None:
        chain.append(items[cursor])
        cursor = previous[cursor]
    return chain[::-1]


def full_width(lines: list[Line]) -> float:
    """Width of a full line: what nine lines in ten do not exceed."""
    widths = sorted(line.width for line in lines)
    return widths[int(len(widths) * 0.9)] if widths else 0.0


def join_paragraphs(lines: list[Line], width: float, wrapped: bool) -> list[Span]:
    """Hard-wrapped lines as paragraphs; without hard wraps each line is one.

    ``width`` is that of a full line. A first line is indented by two characters, which is how a
    paragraph that begins after a full line is told from one that goes on.
    """
    if not wrapped:
        return [Span.of(line) for line in lines]
    groups: list[list[Line]] = []
    for index, line in enumerate(lines):
        following = lines[index + 1] if index + 1 < len(lines) else None
        if groups and not _breaks(groups[-1], line, following, width, len(groups) == 1):
            groups[-1].append(line)
        else:
            groups.append([line])
    return [Span.join(group) for group in groups]


def _breaks(
    group: list[Line], line: Line, following: Line | None, width: float, opening: bool
) -> bool:
    """Whether a new paragraph begins with ``line``; ``opening`` when ``group`` is the first."""
    previous = group[-1]
    text = previous.text
    if opening and text.endswith(("：", ":")):
        return True  # to whom a notice is addressed
    after_field = len(group) == 1 and _is_field(previous, width)
    if after_field or (_is_field(line, width) and may_end(text)):
        return True
    if is_date_line(line.text) or is_date_line(text) or is_address(line.text) or is_address(text):
        return True
    if _in_signature(text) and _in_signature(line.text):
        return True
    ended = ends_sentence(text)
    label = label_at_start(line.text)
    heading = _is_heading(group)
    if label is not None and (may_end(text) or (heading and _complete(group))):
        return True
    if _closes_units(group) and previous.width < width - 1 and not heading:
        return True
    first_line = is_first_line(line, following, width)
    if ended:
        if previous.width < width - 2.5 or is_closing(line.text) or is_authority_line(line.text):
            return True
        return first_line
    if heading:
        if _EARLY_STOP.match(line.text):
            return False  # the end of a sentence that only looked like a heading
        if previous.width < width - 6:
            return True
        if ends_sentence(line.text):
            return line.width > 8 and previous.width < width - 2.6
        if line.width < width - 4:
            return False  # the last word of a heading that did not fit
        return first_line
    return is_authority_line(line.text) and is_authority_line(text)


def _in_signature(text: str) -> bool:
    return is_date_line(text) or is_authority_line(text)


def _is_field(line: Line, width: float) -> bool:
    """A line of its own such as 完成时限：持续推进."""
    return line.width < width - 0.5 and bool(_FIELD.match(line.text))


def _is_heading(group: list[Line]) -> bool:
    if len(group) > 3:
        return False
    text = "".join(line.text for line in group)
    label = label_at_start(group[0].text)
    return (
        label is not None
        and label.level in _HEADED
        and not re.search(r"[。；！？]", text)
        and not text.endswith(("，", "、", "：", ":"))
    )


_UNIT_LINES = 12  # a list of units is no longer; whole paragraphs would be joined for every line


def _closes_units(group: list[Line]) -> bool:
    """Whether the paragraph so far ends with its responsible units in brackets."""
    text = "".join(line.text for line in group[-_UNIT_LINES:])
    return bool(re.search(r"[（(][^（）()]{0,6}(单位|部门|主体)\s*[:：][^（）()]*[）)]$", text))


def _complete(group: list[Line]) -> bool:
    """A heading is whole when its brackets and quotation marks are closed."""
    text = "".join(line.text for line in group)
    return all(text.count(a) <= text.count(b) for a, b in ("《》", "“”", "（）", "()"))


def is_first_line(line: Line, following: Line | None, width: float, indent: float = 3.6) -> bool:
    """Indented, hence about two characters narrower than the full line that follows it.

    ``indent`` is the widest indentation believed, in full-width characters.
    """
    if not width - indent <= line.width <= width - 1.4:
        return False
    if following is None or ends_sentence(line.text):
        return False
    return following.width > line.width + 0.9 or following.width < width - 4
