"""What is taken away: kept words, where they stand, what they are worth on the day."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterator
from pathlib import Path

import pytest

from navigator.app.collecting import Collector, collect_desk, collect_provisions
from navigator.app.paths import Paths
from navigator.app.workbench import Workbench
from navigator.cli import main
from navigator.ingest import read_publication
from navigator.model.anchors import passage
from navigator.model.markup import plain_text

DAY = dt.date(2021, 4, 1)
SME = "jingzhengbanfa-2021-4"
SIX = f"{SME}#六"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory, seed_path: Path) -> Path:
    root = tmp_path_factory.mktemp("数据 夹")
    with Workbench(Paths(root)) as bench:
        bench.library.add_publication(read_publication(seed_path), dt.datetime.now(dt.UTC))
    return root


@pytest.fixture
def bench(home: Path) -> Iterator[Workbench]:
    with Workbench(Paths(home)) as workbench:
        yield workbench
        for kept in workbench.desk.bookmarks.all():
            workbench.desk.bookmarks.remove(kept.id)
        for note in workbench.desk.notes.all():
            workbench.desk.notes.remove(note.id)


@pytest.fixture
def empty_bench(tmp_path: Path) -> Iterator[Workbench]:
    with Workbench(Paths(tmp_path / "空")) as workbench:
        yield workbench


def test_a_bookmark_carries_quotation_citation_state_and_source(bench: Workbench) -> None:
    view = bench.contents.provision(SIX)
    assert view is not None
    wording = view.provision.wording
    start = wording.find("贷款贴息")
    kept = bench.desk.bookmarks.add(
        SIX, passage(wording, start, start + 4), folder="融资", tags=["常用"], comment="*别忘*"
    )
    item = Collector(bench, DAY).bookmark(kept)
    assert item.quotation == "贷款贴息"
    assert item.official is True
    assert item.found is True
    assert item.citation is not None
    assert item.citation.place.endswith("（京政办发〔2021〕4号）第六部分")
    document = bench.contents.document(SME)
    assert document is not None
    assert document.origin is not None
    assert (item.source_name, item.source_sha256) == (document.origin.name, document.origin.sha256)
    assert item.state == document.state(DAY).label
    assert (item.folder, item.tags) == ("融资", ("常用",))
    assert plain_text(item.text) == "*别忘*"


def test_a_note_on_a_provision_carries_its_wording(bench: Workbench) -> None:
    kept = bench.desk.notes.add("问过了", on=SIX)
    item = Collector(bench, DAY).note(kept)
    view = bench.contents.provision(SIX)
    assert view is not None
    assert item.text == "问过了"
    assert item.quotation.replace("\n", "") == view.provision.wording
    assert "\n" in item.quotation  # the heading stands on a line of its own


def test_a_note_alone_cites_nothing_and_one_on_a_measure_names_it(bench: Workbench) -> None:
    collector = Collector(bench, DAY)
    alone = collector.note(bench.desk.notes.add("明天再问"))
    assert (alone.citation, alone.quotation, alone.text) == (None, "", "明天再问")
    measure = bench.catalogue.measures[0]
    on = collector.note(bench.desk.notes.add("要带合同", on=measure.id))
    assert measure.title in plain_text(on.text)
    assert on.text.endswith("要带合同")


def test_what_is_gone_keeps_its_quotation_and_says_so(bench: Workbench) -> None:
    kept = bench.desk.bookmarks.add("xianfa-1900-1#一", passage("留下的话", 0, 4))
    item = Collector(bench, DAY).bookmark(kept)
    assert (item.quotation, item.found) == ("留下的话", False)
    assert "xianfa-1900-1" in item.provision_id


def test_our_own_words_are_never_passed_off_as_official(
    bench: Workbench, empty_bench: Workbench
) -> None:
    digest = bench.digests.by_provision[SIX].text
    kept = bench.desk.bookmarks.add(SIX, passage(digest, 0, len(digest)))
    assert Collector(bench, DAY).bookmark(kept).official is False
    (item,) = collect_provisions(empty_bench, [SIX], DAY)
    assert (item.quotation, item.official, item.source_sha256) == (digest, False, "")


def test_found_provisions_come_in_order_without_doubles(bench: Workbench) -> None:
    items = collect_provisions(bench, [f"{SME}#五", SIX, f"{SME}#五", SME], DAY)
    assert [item.provision_id for item in items] == [f"{SME}#五", SIX, SME]
    assert {item.kind for item in items} == {"provision"}


def test_folders_and_tags_choose_and_order(bench: Workbench) -> None:
    desk = bench.desk
    desk.notes.add("散的")
    desk.notes.add("乙", folder="乙", tags=["急"])
    desk.notes.add("深", folder="甲/深")
    desk.bookmarks.add(SIX, folder="甲", tags=["急"])
    everything = collect_desk(bench, DAY)
    assert [item.folder for item in everything] == ["乙", "甲", "甲/深", ""]
    assert [item.folder for item in collect_desk(bench, DAY, folder="甲")] == ["甲", "甲/深"]
    assert [item.folder for item in collect_desk(bench, DAY, tag="急")] == ["乙", "甲"]
    assert [i.folder for i in collect_desk(bench, DAY, folder="甲", tag="急")] == ["甲"]


def command(home: Path, *arguments: str) -> int:
    return main(["--data-dir", str(home), *arguments])


@pytest.mark.parametrize("file_format", ["md", "docx", "pdf", "html", "csv"])
def test_the_command_writes_every_format(
    bench: Workbench, home: Path, tmp_path: Path, file_format: str
) -> None:
    bench.desk.bookmarks.add(SIX, folder="融资")
    bench.desk.notes.add("问过 3.85%", on=SIX)
    output = tmp_path / f"我的 笔记.{file_format}"
    assert command(home, "export", "notes", "--format", file_format, "--output", str(output)) == 0
    assert output.stat().st_size > 200


def test_the_command_keeps_an_existing_file_unless_forced(
    bench: Workbench, home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bench.desk.notes.add("问过", tags=["急"])
    bench.desk.notes.add("别的")
    output = tmp_path / "笔记.csv"
    output.write_text("旧", encoding="utf-8")
    arguments = ("export", "notes", "--format", "csv", "--output", str(output), "--tag", "急")
    assert command(home, *arguments) == 1
    assert output.read_text(encoding="utf-8") == "旧"
    assert "原文件没有改动" in capsys.readouterr().err
    assert command(home, *arguments, "--force") == 0
    rows = list(csv.reader(io.StringIO(output.read_text(encoding="utf-8-sig"), newline="")))
    assert [row[7] for row in rows] == ["自己的话", "问过"]


def test_the_command_tells_what_it_cannot_do(
    bench: Workbench, home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    output = tmp_path / "笔记.md"
    assert command(home, "export", "notes", "--format", "md", "--output", str(output)) == 1
    assert "还没有书签和笔记" in capsys.readouterr().err
    assert not output.exists()
    bench.desk.notes.add("问过")
    missing = tmp_path / "没有" / "笔记.md"
    assert command(home, "export", "notes", "--format", "md", "--output", str(missing)) == 1
    assert command(home, "export", "notes", "--format", "txt", "--output", str(output)) == 2
    assert command(home, "export", "notes", "--format", "md") == 2
