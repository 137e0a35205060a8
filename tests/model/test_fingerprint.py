"""Which differences of wording ask for a new look at a digest, and which are only typography."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from navigator.model.digests import fingerprint
from navigator.model.documents import Level, Provision


def _print(text: str, heading: str | None = None) -> str:
    return fingerprint(Provision("doc", "一", Level.H1, "一、", heading, text))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("补贴40%。", "补贴 40％ 。"),
        ("（一）补贴，", "(一)补贴,"),
        ("补贴\n50 万元", "补贴50万元"),
        ("“两区”建设", '"两区"建设'),
        ("ＬＰＲ", "lpr"),
        ("最多1,000元", "最多1000元"),
    ],
)
def test_typography_does_not_count(one: str, other: str) -> None:
    assert _print(one) == _print(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("不超过50万元", "不超过60万元"),
        ("不超过1.5万元", "不超过15万元"),
        ("按40%", "按40元"),
        ("按40%", "按40"),
        ("应当补贴", "可以补贴"),
        ("2021年3月31日", "2021年6月30日"),
        ("不予支持", "予以支持"),
    ],
)
def test_every_other_difference_counts(one: str, other: str) -> None:
    assert _print(one) != _print(other)


def test_a_heading_is_part_of_the_wording() -> None:
    assert _print("补贴。", "资金支持。") == _print("资金支持补贴")
    assert _print("补贴。", "资金支持。") != _print("补贴。")


@given(st.text(alphabet="补贴40%.，。 \n５％", max_size=30))
def test_white_space_never_counts(text: str) -> None:
    assert _print(text) == _print("".join(text.split()))
