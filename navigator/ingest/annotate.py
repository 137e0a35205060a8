"""What the wording says about itself: responsible units, deadlines, references, dates, issuers."""

from __future__ import annotations

import datetime as dt
import re

from navigator.model.documents import Domain, Kind, ResponsibleUnit, UnitRole

_ROLE_WORDS = (
    (r"(?:市级)?牵头(?:单位|部门)", UnitRole.LEAD),
    (r"(?:市级)?(?:协办|配合|协同|参与|参加)(?:单位|部门)", UnitRole.COOPERATING),
    (r"(?:责任|主责|负责|承办|实施)(?:单位|部门|主体)", UnitRole.RESPONSIBLE),
)
_ROLE = re.compile("|".join(f"(?P<r{i}>{words})" for i, (words, _) in enumerate(_ROLE_WORDS)))
_UNITS = re.compile(
    r"[（(]((?:市级)?(?:牵头|协办|配合|责任|主责|负责|承办|实施)(?:单位|部门|主体)\s*[:：])"
)
_DEADLINE = re.compile(r"完成时限\s*[:：]\s*([^\n。；]+)")
_QUOTED = re.compile(r"《(?:[^《》]|《[^《》]*》)*》")
_NUMBER = re.compile(
    r"[\u4e00-\u9fff]{2,10}[〔\[(（【]\d{4}[〕\])）】]\s*第?\s*\d{1,5}\s*号|(?<=[(（])[\u4e00-\u9fff]{2,10}〔\d{4}〕\d{1,5}号"
)
_NOT_IN_NUMBER = re.compile(r"^.*(?:根据|按照|依据|落实|文件|和|及|与|的)")
_DATE = re.compile(r"(\d{4})\s*[年-]\s*(\d{1,2})\s*[月-]\s*(\d{1,2})\s*日?")
_FORCE = re.compile(
    r"自\s*(\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日)\s*(?:起)?(?:施行|实施|执行|生效)"
)
_FORCE_AT_ISSUE = re.compile(r"自(?:公告)?(?:发布|印发|公布)之日起(?:施行|实施|执行|生效)")
_ENDS = re.compile(
    r"(?:有效期|执行|实施|施行)(?:期限)?(?:截止|截至|到|至)\s*(\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日)"
)
_REPEALED = "同时废止"

_KINDS = (
    ("条例", Kind.REGULATION),
    ("细则", Kind.MEASURES),
    ("措施", Kind.MEASURES),
    ("办法", Kind.MEASURES),
    ("意见", Kind.OPINION),
    ("规定", Kind.PROVISIONS),
    ("方案", Kind.PLAN),
    ("计划", Kind.PLAN),
    ("规划", Kind.PLAN),
    ("公告", Kind.ANNOUNCEMENT),
    ("通告", Kind.ANNOUNCEMENT),
    ("通知", Kind.NOTICE),
)
_DOMAIN_WORDS = (
    (Domain.TWO_ZONES, r"两区|自由贸易试验区|服务业扩大开放"),
    (Domain.TECHNOLOGY, r"科技创新|首创产品|卫星网络|知识产权|海外人才创业园|技术转让"),
    (Domain.CUSTOMS, r"海关|口岸|跨境贸易|通关|进出口"),
    (Domain.FINANCE, r"财政局|金融|所得税|融资|收费|费用"),
    (Domain.HR, r"人才|社会保险|就业|用工"),
    (Domain.SME, r"中小微|小微企业|个体工商户|个体经济|私营"),
)
_PREFIX_ISSUER = re.compile(
    r"^((?:[\u4e00-\u9fff]{2,20}(?:局|委员会|海关|人民政府|办公厅|管委会|中心|银行)\s*)+?)(?=关于|落实|推进|印发|转发)"
)


def split_units(text: str) -> tuple[str, ...]:
    """Names in a list of units; ``海淀区、丰台区政府`` names two district governments."""
    names: list[str] = []
    for group in re.split(r"[，,；;。]", re.sub(r"\s+", "", text)):
        if re.search(r"等各?有关(区|单位|部门)", group) and not re.search(r"[局委办]、", group):
            members = [group]  # 西城、丰台等各有关区政府 is one phrase
        else:
            members = [name for name in group.split("、") if name]
        if members and members[-1].endswith("区政府") and len(members) > 1:
            members = [
                name + "政府" if re.fullmatch(r"[\u4e00-\u9fff]{1,3}区", name) else name
                for name in members
            ]
        names += members
    return tuple(names)


def responsible_units(text: str) -> tuple[ResponsibleUnit, ...]:
    """Units named in brackets such as （责任单位：…） or （牵头单位：…；协办单位：…）."""
    found: list[ResponsibleUnit] = []
    flat = text.replace("\n", "")
    for opening in _UNITS.finditer(flat):
        inside = _bracketed(flat, opening.start())
        marks = list(_ROLE.finditer(inside))
        for position, mark in enumerate(marks):
            colon = re.match(r"\s*[:：]", inside[mark.end() :])
            if not colon:
                continue
            end = marks[position + 1].start() if position + 1 < len(marks) else len(inside)
            role = next(r for i, (_, r) in enumerate(_ROLE_WORDS) if mark[f"r{i}"])
            found += (
                ResponsibleUnit(role, name)
                for name in split_units(inside[mark.end() + colon.end() : end])
            )
    return tuple(dict.fromkeys(found))


def _bracketed(text: str, start: int) -> str:
    depth = 0
    for offset in range(start, len(text)):
        if text[offset] in "（(":
            depth += 1
        elif text[offset] in "）)":
            depth -= 1
            if depth == 0:
                return text[start + 1 : offset]
    return text[start + 1 :]


def deadline(text: str) -> str | None:
    """The 完成时限 as printed, or None."""
    match = _DEADLINE.search(text)
    return match[1].strip() if match else None


def references(text: str) -> tuple[str, ...]:
    """《…》 names and 文号 a text mentions, in order, each once."""
    found: list[tuple[int, str]] = [(m.start(), m[0]) for m in _QUOTED.finditer(text)]
    for match in _NUMBER.finditer(text):
        found.append((match.start(), _NOT_IN_NUMBER.sub("", re.sub(r"\s+", "", match[0]))))
    return tuple(dict.fromkeys(name for _, name in sorted(found)))


def parse_date(text: str) -> dt.date | None:
    """The first calendar date in ``text``; None when there is none or it does not exist."""
    match = _DATE.search(text)
    if not match:
        return None
    try:
        return dt.date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        return None


def effective_from(texts: list[str], issued_on: dt.date | None) -> dt.date | None:
    """The day the text itself says it takes force."""
    for text in texts:
        if match := _FORCE.search(text):
            return parse_date(match[1])
        if _FORCE_AT_ISSUE.search(text):
            return issued_on
    return None


def ends_on(texts: list[str]) -> dt.date | None:
    """The day the whole text says it ends. A single measure's last day is not the document's."""
    for text in texts:
        if (match := _ENDS.search(text)) and ("本" in text[:12] or "有效期" in text):
            return parse_date(match[1])
    return None


def repeals(texts: list[str]) -> tuple[str, ...]:
    """Documents a text says are repealed (同时废止)."""
    found: list[str] = []
    for text in texts:
        start = text.find(_REPEALED)
        while start >= 0:
            found += _QUOTED.findall(text[max(0, start - 400) : start])
            start = text.find(_REPEALED, start + 1)
    return tuple(dict.fromkeys(found))


def issuers(title: str, signatures: list[str]) -> tuple[str, ...]:
    """Who issued a document: its signatories, else the authority its title begins with."""
    names = [
        line.strip() for block in signatures for line in block.split("\n") if not _DATE.search(line)
    ]
    names = [name for name in names if name]
    if not names and (match := _PREFIX_ISSUER.match(title)):
        names = match[1].split()
    return tuple(dict.fromkeys(names))


def kind_of(title: str, number: str | None) -> Kind:
    """The sort of paper, from the last word of its title."""
    bare = re.sub(r"\s*[(（][^()（）]*[)）]$", "", title)
    for word, kind in _KINDS:
        if bare.endswith(word):
            return kind
    return Kind.ANNOUNCEMENT if number and "公告" in number else Kind.NOTICE


def further_domains(primary: Domain, title: str) -> tuple[Domain, ...]:
    """The primary domain first, then those the title speaks of."""
    found = [primary]
    for domain, words in _DOMAIN_WORDS:
        if domain not in found and re.search(words, title):
            found.append(domain)
    return tuple(found)


def guess_domain(title: str) -> Domain:
    """The domain of a document that stands outside any section of a compilation."""
    for domain, words in _DOMAIN_WORDS:
        if re.search(words, title):
            return domain
    return Domain.MUNICIPAL
