"""Every explained word stands where it is said to stand, in our own words and no more of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from navigator.catalogue.digest_check import SLOGANS
from navigator.catalogue.digest_words import Ground, OfficialWording, without_names
from navigator.catalogue.glossary import load_glossary
from navigator.ingest import read_publication
from navigator.model.digests import Term
from navigator.model.documents import Document, Provision
from navigator.model.folding import skeleton

WANTED = (
    "两区 首创产品 AEO高级认证 两步申报 两段准入 汇总征税 QFLP QDLP 告知承诺制 容缺受理 证照分离 "
    "一业一证 一照多址 海创园 首贷 续贷 无还本续贷 LPR LPR上浮 小规模纳税人 起征点 免申即享 12345 "
    "首错不罚 预裁定 主动披露 综保区 保税 附条件提离 船边直提 抵港直装 单一窗口 双随机 沙盒监管 "
    "包容审慎 接诉即办 服务包 服务管家 以工代训 以训兴业 普惠小微 代偿补偿 贴息 保险补偿 "
    "乙类大型医用设备 去中心化临床试验 S基金 新三板 ABS REITs ESG RCEP CPTPP 非禁免批 多测合一 "
    "多验合一 标准地 区域评估 建筑师负责制 高精尖 疏解整治促提升 腾笼换鸟"
).split()


@pytest.fixture(scope="module")
def terms() -> tuple[Term, ...]:
    return load_glossary()


@pytest.fixture(scope="module")
def documents(seed_path: Path) -> tuple[Document, ...]:
    return read_publication(seed_path).documents


@pytest.fixture(scope="module")
def provisions(documents: tuple[Document, ...]) -> dict[str, Provision]:
    return {item.id: item for document in documents for item in document.provisions}


@pytest.mark.parametrize("word", WANTED)
def test_words_people_stumble_over_are_explained(terms: tuple[Term, ...], word: str) -> None:
    assert any(word in (term.term, *term.also) for term in terms)


def test_explanations_are_short_and_plain(terms: tuple[Term, ...]) -> None:
    assert sum(bool(term.provisions) for term in terms) >= 90
    for term in terms:
        assert 6 <= len(term.explanation) <= 140, term.term
        assert 1 <= term.explanation.count("。") <= 2, term.term
        assert not [word for word in SLOGANS if word in without_names(term.explanation)], term.term
        assert len(term.provisions) <= 6, term.term
        assert len(set(term.provisions)) == len(term.provisions), term.term


def test_the_word_stands_in_every_provision_named(
    terms: tuple[Term, ...], provisions: dict[str, Provision]
) -> None:
    lost = []
    for term in terms:
        for identifier in term.provisions:
            found = provisions.get(identifier)
            text = skeleton(f"{found.heading or ''}{found.text}") if found else ""
            if not any(skeleton(word) in text for word in (term.term, *term.also)):
                lost.append((term.line, term.term, identifier))
    assert lost == []


def test_figures_of_an_explanation_stand_in_its_provisions(
    terms: tuple[Term, ...], provisions: dict[str, Provision]
) -> None:
    for term in terms:
        ground = Ground([provisions[identifier].wording for identifier in term.provisions])
        assert list(ground.strangers(term.explanation)) == [], term.term


def test_explanations_are_in_our_own_words(
    terms: tuple[Term, ...], documents: tuple[Document, ...]
) -> None:
    official = OfficialWording(
        ("".join(item.wording for item in document.provisions) for document in documents),
        (document.title for document in documents),
    )
    assert [term.term for term in terms if official.repeated(term.explanation)] == []
