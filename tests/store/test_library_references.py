"""References resolve whenever their target arrives, by title, number or article."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from store_samples import NOON, document, publication

from navigator.store.library import Library
from navigator.store.references import target_of

TARGET = document(
    "moushibanfa-2021-4",
    title="某市政府办公室关于支持“小店”的若干措施",
    doc_number="某市办发〔2021〕4号",
    issuers=("某市政府办公室",),
)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library.db") as opened:
        yield opened


@pytest.mark.parametrize(
    ("raw", "target"),
    [
        ("《某市政府办公室关于支持“小店”的若干措施》", TARGET.id),
        ('《关于支持"小店"的若干措施》', TARGET.id),
        ("《关于支持“小店”的若干措施》第二条", f"{TARGET.id}#第二条"),
        ("《关于支持“小店”的若干措施》第九条", TARGET.id),
        ("某市办发〔2021〕4号", TARGET.id),
        ("某市办发[2021]4号", TARGET.id),
        ("某市办发〔２０２１〕４号", TARGET.id),
        (TARGET.id, TARGET.id),
        (f"{TARGET.id}#第一条", f"{TARGET.id}#第一条"),
        ("第二条", "citing#第二条"),
        ("《另一份办法》", None),
        ("某市办发〔2021〕5号", None),
    ],
)
def test_reference_resolves_once_the_target_arrives(
    library: Library, raw: str, target: str | None
) -> None:
    library.add_publication(publication(document("citing", references=(raw,))), NOON)
    before = library.references_from("citing#第一条")
    assert [reference.raw for reference in before] == [raw]
    if raw != "第二条":
        assert before[0].target is None
    given = publication(TARGET)
    library.add_publication(given, NOON)
    (reference,) = library.references_from("citing")
    assert reference.target == target
    if target and raw != "第二条":
        assert [r.provision_id for r in library.references_to(TARGET.id)] == ["citing#第一条"]
        if "#" in target:
            assert library.references_to(target) == [reference]
            assert library.references_to(f"{TARGET.id}#第三条") == []
    library.remove_source(given.source.sha256)
    if raw != "第二条":
        assert library.references_from("citing")[0].target is None


def test_article_is_found_through_its_chapter() -> None:
    assert target_of("《某条例》第十条第二款", "x") == ("某条例", "第十条")
    # The articles a title names in passing are not the article that is cited.
    assert target_of("《关于第三条例的说明》", "x") == ("关于第三条例的说明", None)
