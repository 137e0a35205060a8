"""Questions in a person's own words (旅行社押金能退多少): related results, never exact ones.

The question is cut into the longest pieces that mean something here: words of the synonym table,
and whatever stands in the texts. Each piece is a concept with its weight (rare ones tell more);
a provision is scored by the concepts it covers in its text, its headings, the headings above it
and our own words on it. What kind of answer is asked for (a sum, a date, who, what it is) tips
the balance among near equals.
"""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from navigator.store.search.corpus import K1
from navigator.store.search.engine import Engine, bigrams
from navigator.store.search.postings import EXTRA
from navigator.store.search.synonyms import Synonyms

_LONGEST = 8
_OWN, _SYNONYM = 1.0, 0.85
_HEADING, _NAME, _ABOVE, _DIGEST = 1.25, 1.3, 0.45, 0.9
_INSIDE = 0.45
_PAIR_MOST = 3.5  # a pair that stands here by chance (到国 in 得到国家) must not decide
_COHERENCE = 0.4  # of what chance would give
_SINGLE = 0.4
_COVER = 0.5  # how much a provision loses for what it does not speak of
_B = 0.4  # a long provision may well hold the answer
_FREQUENT = 20_000  # postings of one concept that are still worth walking through
_RESCORED = 60
_FLOOR = 0.2  # of the best one's score: what is farther away only buries it
_BARE = 0.75  # a heading without text of its own: its children answer

# What people put around the matter itself. Longest first, so that 能不能 is not read as 不能.
_FILLERS = sorted(
    (
        "请问 你好 您好 麻烦 一下 我想 我要 我们 我家 咱们 我的 你们 "
        "他们 自己 想要 想问 问一下 知道 了解 咨询 能不能 可不可以 可以吗 "
        "行不行 是不是 有没有 要不要 会不会 该不该 用不用 能否 可否 是否 "
        "能够 可以 怎么 怎样 如何 什么 哪些 哪个 哪里 哪儿 哪种 哪几 谁 "
        "为什么 为啥 啥 咋 多少 多久 多长 多大 几个 几年 几月 几次 什么时候 "
        "何时 时候 怎么办 咋办 去哪 找谁 需要 应该 得 还能 还有 还要 还 "
        "能 会 要 想 吗 呢 吧 啊 呀 的 了 么 和 跟 与 或者 或 如果 "
        "要是 假如 的话 因为 所以 但是 关于 对于 这个 那个 这些 那些 最多 "
        "最高 最少 一共 总共 到底 究竟 已经 正在 现在 目前 今年 有什么 "
        "有哪些 是什么 给多少 拿到 领到 得到 享受到 什么样的 什么叫 行吗 "
        "是真的吗 怎么回事 事情 东西 太多 太高 太慢 给钱 百分之几 每家"
    ).split(),
    key=len,
    reverse=True,
)
# Said in nearly every question and no part of the matter.
_GENERIC = frozenset(("公司", "企业", "单位", "部门", "北京", "政府", "政策", "产品", "店"))
_GENERIC_SHARE = 0.3
_SPLIT = re.compile("|".join(map(re.escape, _FILLERS)) + r"|[^0-9a-z%.\u3400-\u9fff]+")

# (how it is asked, how an answer of that kind reads, how much it tips)
_INTENTS = (
    (
        re.compile("多少|几个点|百分之几|补贴吗|能拿|给钱|额度|上限|最高|比例"),
        re.compile(r"\d%|\d元|万元|亿元|上限|不超过"),
        1.15,
    ),
    (
        re.compile("什么叫|什么是|是什么|什么样的|算|干什么|区别"),
        re.compile("所称|是指|界定|具备|分为|包括"),
        1.35,
    ),
    (
        re.compile("什么时候|哪天|哪月|哪几个月|几月|最晚|何时|截止|期限|多久|几天|多长"),
        re.compile(r"\d[年月日]|工作日|施行|截止|起始"),
        1.15,
    ),
    (re.compile("谁|哪个部门|哪个单位|哪里办|找哪"), re.compile("负责|认定|确认|解释"), 1.15),
    (re.compile("条件|要求|资格|门槛|才能|符合"), re.compile("条件|以上|应当具备|符合"), 1.1),
)


@dataclass(frozen=True, slots=True)
class Concept:
    """``wordings`` (folded) with the weight of each: its rarity, less for a synonym."""

    wordings: tuple[tuple[str, float], ...]

    @property
    def weight(self) -> float:
        return max(weight for _, weight in self.wordings)


@dataclass(frozen=True, slots=True)
class Related:
    best: list[tuple[int, float]]
    words: list[str]  # every wording that counted, for marking


def concepts(question: str, engine: Engine, synonyms: Synonyms) -> list[Concept]:
    """The concepts of a folded question, in its order."""
    found: list[Concept] = []
    seen: set[str] = set()
    for piece in _pieces(question, engine, synonyms):
        if piece in seen:
            continue
        seen.add(piece)
        wordings = [(piece, _OWN)]
        wordings += [(other, _SYNONYM) for other in synonyms.others(piece)]
        counted = [(w, share, _count(w, engine)) for w, share in wordings]
        together = sum(count for _, _, count in counted)
        if together:
            # A rare synonym of a common word is no rare concept.
            rarity = _rarity(together, engine)
            if piece in _GENERIC:
                rarity *= _GENERIC_SHARE
            elif len(piece) == 2 and piece not in synonyms:
                rarity = min(rarity, _PAIR_MOST)
            elif len(piece) == 1:
                rarity *= _SINGLE
            found.append(
                Concept(tuple((w, rarity * share) for w, share, count in counted if count))
            )
    return found


def _count(word: str, engine: Engine) -> int:
    return max(len(engine.matches(word)), _extra_count(word, engine))


def _extra_count(word: str, engine: Engine) -> int:
    if len(word) < 3:
        return engine.postings.frequency(word, EXTRA)
    offsets, find = engine.corpus.columns["extra_offsets"], engine.corpus.extras.find
    return sum(find(word, offsets[i], offsets[i + 1]) >= 0 for i in _extra_candidates(word, engine))


def _rarity(count: int, engine: Engine) -> float:
    size = max(1, len(engine.corpus))
    return math.log(1 + (size - min(count, size) + 0.5) / (count + 0.5))


def _pieces(question: str, engine: Engine, synonyms: Synonyms) -> Iterable[str]:
    """Cut at fillers, but never inside a known word (能 in 节能, 的 in 目的地)."""
    protected: list[str] = []

    def protect(match: re.Match[str]) -> str:
        protected.append(match[0])
        return f"\x00{len(protected) - 1}\x00"

    known = [word for word in synonyms.words() if len(word) > 1 and word in question]
    if known:
        pattern = "|".join(map(re.escape, sorted(known, key=len, reverse=True)))
        question = re.sub(pattern, protect, question)
    for token in re.split(r"(\x00\d+\x00)", question):
        if token.startswith("\x00"):
            yield protected[int(token.strip("\x00"))]
        else:
            for rest in _SPLIT.split(token):
                if rest:
                    yield from _segments(rest, engine)


def _segments(text: str, engine: Engine) -> list[str]:
    """The cut of ``text`` into pieces that stand in the texts, of the greatest summed weight;
    characters left over are pieces of their own."""
    size = len(text)
    best: list[tuple[float, list[str]]] = [(0.0, [])]
    for end in range(1, size + 1):
        single = text[end - 1]
        choice = (best[end - 1][0], [*best[end - 1][1], single])
        for start in range(max(0, end - _LONGEST), end - 1):
            piece = text[start:end]
            count = _count(piece, engine)
            if not count or not _coheres(piece, count, engine):
                continue
            # A long piece found whole says more than its parts, and one piece more than two.
            value = best[start][0] + _rarity(count, engine) * (len(piece) - 1) ** 0.5
            if value > choice[0]:
                choice = (value, [*best[start][1], piece])
        best.append(choice)
    return best[size][1]


def _coheres(piece: str, count: int, engine: Engine) -> bool:
    """Whether the parts of ``piece`` keep company, rather than meet by chance (北京|设)."""
    frequency = engine.postings.frequency
    size = max(1, len(engine.corpus))
    for cut in range(1, len(piece)):
        left = frequency(piece[:cut][-2:])
        right = frequency(piece[cut:][:2])
        if count < _COHERENCE * left * right / size:
            return False
    return True


def related(
    question: str,
    engine: Engine,
    synonyms: Synonyms,
    limit: int,
    *,
    today: int = 0,
    allowed: Collection[int] | None = None,
    skip: Collection[int] = (),
) -> Related:
    """Provisions near to the folded ``question``, best first; docnums in ``skip`` left out."""
    asked = concepts(question, engine, synonyms)
    if not asked:
        return Related([], [])
    scores: dict[int, float] = {}
    covered: dict[int, float] = {}
    for concept in asked:
        best: dict[int, float] = {}
        own = [wording for wording, _ in concept.wordings]
        for wording, weight in concept.wordings:
            longer = [
                w
                for w in synonyms.longer(wording)
                if engine.present(w) and not any(w in o for o in own)
            ]
            for docnum, strength in _strengths(wording, engine, longer).items():
                value = strength * weight
                if value > best.get(docnum, 0.0):
                    best[docnum] = value
        for docnum, value in best.items():
            scores[docnum] = scores.get(docnum, 0.0) + value
            covered[docnum] = covered.get(docnum, 0.0) + min(concept.weight, value)
    whole = sum(concept.weight for concept in asked)
    ranked = sorted(
        (-score * (covered[docnum] / whole) ** _COVER * _substance(docnum, engine, today), docnum)
        for docnum, score in scores.items()
        if docnum not in skip and (allowed is None or docnum in allowed)
    )
    head = [
        (score * _fits(question, engine.corpus.folded(docnum)), docnum)
        for score, docnum in ranked[:_RESCORED]
    ]
    ranked[:_RESCORED] = sorted(head)
    words = [wording for concept in asked for wording, _ in concept.wordings]
    floor = min((score for score, _ in ranked), default=0.0) * _FLOOR
    near = [(docnum, -score) for score, docnum in ranked[:limit] if score <= floor]
    return Related(near, words)


def _substance(docnum: int, engine: Engine, today: int) -> float:
    offsets, heads = engine.corpus.columns["offsets"], engine.corpus.columns["heads"]
    bare = offsets[docnum + 1] - heads[docnum] <= 1
    return engine.prior(docnum, today) * (_BARE if bare else 1.0)


def _fits(question: str, text: str) -> float:
    """How well the text is of the kind that is asked for, 1 or a little more."""
    factor = 1.0
    for asked, answered, tip in _INTENTS:
        if asked.search(question) and answered.search(text):
            factor *= tip
    return factor


def _strengths(wording: str, engine: Engine, longer: Collection[str]) -> dict[int, float]:
    """How strongly each text speaks of ``wording``, about 0..2; where it only stands inside one
    of the ``longer`` words (免税 in 免税店) it counts less."""
    corpus = engine.corpus
    offsets, heads = corpus.columns["offsets"], corpus.columns["heads"]
    slope = K1 * _B / corpus.average_length
    found: dict[int, float] = {}
    text = corpus.text
    for docnum in engine.matches(wording)[:_FREQUENT]:
        start, end = offsets[docnum], offsets[docnum + 1]
        count, share = _free_count(text, wording, start, end, longer)
        strength = share * count * (K1 + 1) / (count + K1 * (1 - _B) + slope * (end - start))
        if text.find(wording, start, heads[docnum]) >= 0:
            strength *= _HEADING
        found[docnum] = strength
    extras = corpus.extras
    extra_at, names, digests = (
        corpus.columns[name] for name in ("extra_offsets", "names", "digests")
    )
    for docnum in _extra_candidates(wording, engine)[:_FREQUENT]:
        start, name, digest, end = (
            extra_at[docnum],
            names[docnum],
            digests[docnum],
            extra_at[docnum + 1],
        )
        for first, last, share in (
            (name, digest, _NAME),
            (digest, end, _DIGEST),
            (start, name, _ABOVE),
        ):
            if extras.find(wording, first, last) >= 0:
                extra = share * _free_count(extras, wording, first, last, longer)[1]
                own = found.get(docnum, 0.0)
                found[docnum] = max(own, extra) + 0.2 * min(own, extra)
                break
    return found


def _free_count(
    text: str, wording: str, start: int, end: int, longer: Collection[str]
) -> tuple[int, float]:
    """(occurrences that are not part of a longer word, share): with none left 1 and less."""
    count = max(1, text.count(wording, start, end))
    free = count - sum(text.count(word, start, end) for word in longer)
    return (free, 1.0) if free > 0 else (1, _INSIDE)


def _extra_candidates(wording: str, engine: Engine) -> list[int]:
    term = min(bigrams(wording), key=lambda t: engine.postings.frequency(t, EXTRA))
    return list(engine.postings.postings(term, EXTRA)[0])
