"""The published command line: shapes of its JSON, exit statuses, sentences instead of tracebacks."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from navigator.cli import main

SME = "jingzhengbanfa-2021-4"


class Command:
    """Runs commands on one data folder."""

    def __init__(self, home: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.home = home
        self._capsys = capsys
        self.status = 0
        self.err = ""

    def text(self, *arguments: str) -> str:
        self.status = main(["--data-dir", str(self.home), *arguments])
        captured = self._capsys.readouterr()
        self.err = captured.err
        assert "Traceback" not in captured.err
        return captured.out

    def json(self, *arguments: str) -> Any:
        return json.loads(self.text(*arguments, "--json"))


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Command:
    return Command(tmp_path / "数据 文件夹", capsys)


@pytest.fixture
def imported(run: Command, seed_path: Path) -> Command:
    run.json("import", str(seed_path))
    return run


def test_import_reports_every_removal_and_balances(run: Command, seed_path: Path) -> None:
    (report,) = run.json("import", str(seed_path))["imported"]
    assert run.status == 0
    counts = report["characters"]
    assert counts["source"] == counts["kept"] + counts["removed"]
    assert report["source"]["format"] == "txt"
    assert set(report["removed"][0]) == {"line", "text", "reason"}
    assert report["already_present"] is False
    again = run.json("import", str(seed_path))["imported"][0]
    assert again["already_present"] is True
    assert again["documents"] == report["documents"]


def test_one_bad_file_does_not_keep_the_others_out(
    run: Command, seed_path: Path, tmp_path: Path
) -> None:
    bad = tmp_path / "坏.pdf"
    bad.write_bytes(b"nothing")
    report = run.json("import", str(bad), str(seed_path))
    assert run.status == 1
    assert [item["name"] for item in report["failed"]] == ["坏.pdf"]
    assert "没有任何改动" in report["failed"][0]["message"]
    assert len(report["imported"]) == 1
    assert run.json("documents")[2]["official_text"] is True


def test_documents_before_and_after_an_import(run: Command, seed_path: Path) -> None:
    before = run.json("documents")
    assert len(before) == 28
    assert {item["official_text"] for item in before} == {False}
    assert {item["source"] for item in before} == {None}
    run.json("import", str(seed_path))
    after = run.json("documents")
    assert [item["id"] for item in after] == [item["id"] for item in before]
    assert {item["official_text"] for item in after} == {True}
    assert set(after[0]) >= {
        "id", "title", "doc_number", "issuers", "issued_on", "effective_from", "ends_on", "part",
        "domain", "domains", "kind", "has_body", "provisions", "official_text", "source",
    }  # fmt: skip


def test_provisions_have_the_published_shape(imported: Command) -> None:
    provisions = imported.json("provisions", SME)
    assert [p["path"] for p in provisions][-2:] == ["五", "六"]
    six = provisions[-1]
    assert six["id"] == f"{SME}#六"
    assert six["level"] == "h1"
    assert six["responsible_units"] == [
        {"role": "responsible", "name": "市科委"},
        {"role": "responsible", "name": "中关村管委会"},
    ]
    assert six["digest"]
    assert set(six) >= {"label", "heading", "text", "deadline", "references"}


def test_search_marks_hits_inside_the_snippet(imported: Command) -> None:
    result = imported.json("search", "停征")
    assert result["total"] == 6
    for hit in result["hits"]:
        for start, end in hit["highlights"]:
            assert hit["snippet"][start:end] == "停征"
    assert imported.json("search", "征")["total"] >= 6
    few = imported.json("search", "停征", "--limit", "2")
    assert (few["total"], len(few["hits"])) == (6, 2)
    everything = imported.json("search", "贷款", "--limit", "200")
    ids = {hit["provision_id"] for hit in everything["hits"]}
    assert len(ids) == len(everything["hits"]) == everything["total"]
    assert ids.isdisjoint(hit["provision_id"] for hit in everything["related"])
    for hit in everything["hits"]:  # what other wordings found stands apart, under "related"
        assert "贷款" in (hit["heading"] or "") + hit["snippet"]
    customs = imported.json("search", "停征", "--domain", "customs")
    assert {hit["document_id"] for hit in customs["hits"]} == {"jingjinlianhegonggao-2021-8"}


def test_show_reads_a_document_and_a_provision(imported: Command) -> None:
    assert "关于支持中小微企业" in imported.text("show", SME)
    assert "贴息" in imported.text("show", f"{SME}#六")


@pytest.mark.parametrize(
    "arguments",
    [("show", "没有"), ("show", f"{SME}#九九"), ("provisions", "没有"), ("bookmark", "add", "没有"),
     ("bookmark", "remove", "x"), ("note", "remove", "x"), ("note", "add", "  "),
     ("assess", "没有.yaml"), ("import", "没有.txt")],
)  # fmt: skip
def test_expected_failures_exit_with_one_and_a_sentence(
    run: Command, arguments: tuple[str, ...]
) -> None:
    run.text(*arguments)
    assert run.status == 1
    assert run.err.strip().endswith("。")


@pytest.mark.parametrize("arguments", [("nonsense",), ("search",), ("documents", "--no-such")])
def test_wrong_usage_exits_with_two(run: Command, arguments: tuple[str, ...]) -> None:
    run.text(*arguments)
    assert run.status == 2


def test_facts_and_measures_carry_the_published_ids(run: Command) -> None:
    facts = run.json("facts")
    assert facts[0]["id"] == "applicant_type"
    measures = run.json("measures")
    assert len(measures) == 110
    assert measures[0]["id"] == "vat-small-scale-threshold-150k"


PROFILE = """
- name: 甲公司
  applicant_type: enterprise
  vat_taxpayer_type: small_scale
  monthly_sales_cny: 150000
- name: 乙
  applicant_type: person
  enterprise_size: small
  no_such_fact: 1
"""


def test_assess_rejects_whole_profiles_with_every_reason(run: Command, tmp_path: Path) -> None:
    file = tmp_path / "企业.yaml"
    file.write_text(PROFILE, encoding="utf-8")
    answer = run.json("assess", str(file), "--as-of", "2021-04-01")
    assert run.status == 1
    assert answer["as_of"] == "2021-04-01"
    (profile,) = answer["profiles"]
    assert profile["name"] == "甲公司"
    assert len(profile["results"]) == 110
    vat = next(r for r in profile["results"] if r["measure"] == "vat-small-scale-threshold-150k")
    assert vat["status"] == "eligible"
    assert any("正好15万元" in warning for warning in vat["warnings"])
    assert {r["what"] for r in answer["rejected"]} == {
        "no_such_fact",
        "person-with-enterprise-size",
    }


@pytest.mark.parametrize("day", ["0001-01-01", "2020-02-29", "9999-12-31"])
def test_any_day_of_the_calendar_can_be_the_date_of_handling(
    run: Command, tmp_path: Path, day: str
) -> None:
    file = tmp_path / "空.json"
    file.write_text("{}", encoding="utf-8")
    (profile,) = run.json("assess", str(file), "--as-of", day)["profiles"]
    assert (run.status, len(profile["results"])) == (0, 110)


@pytest.mark.parametrize("day", ["20210401", "2021-W13-4", "2021-4-1", "2021-02-29", "今天"])
def test_a_date_is_written_in_one_way(run: Command, tmp_path: Path, day: str) -> None:
    file = tmp_path / "空.json"
    file.write_text("{}", encoding="utf-8")
    assert run.text("assess", str(file), "--as-of", day) == ""
    assert run.status == 2
    assert f"“{day}”不是日期" in run.err


@pytest.mark.parametrize("last", ['乙,"enter"x', '乙,"enterprise'])
def test_a_table_that_breaks_off_gives_no_half_answer(
    run: Command, tmp_path: Path, last: str
) -> None:
    file = tmp_path / "名单.csv"
    file.write_text(f"name,applicant_type\n甲,enterprise\n{last}\n", encoding="utf-8")
    for arguments in (("assess", str(file)), ("assess", str(file), "--json")):
        assert run.text(*arguments) == ""
        assert run.status == 1
        assert "第3行读不懂" in run.err


def test_a_folder_is_not_a_profile(run: Command, tmp_path: Path) -> None:
    for arguments in (("assess", str(tmp_path)), ("slip", str(tmp_path), "--output", "单.pdf")):
        assert run.text(*arguments) == ""
        assert run.status == 1
        assert "是文件夹，不是文件" in run.err


def test_bookmarks_and_notes_survive_the_command(imported: Command) -> None:
    kept = imported.json("bookmark", "add", f"{SME}#六", "--quote", "贷款贴息", "--tag", "常用")
    assert kept["found"] is True
    assert imported.json("bookmark", "list") == [kept]
    note = imported.json("note", "add", "问过市科委", "--on", f"{SME}#六", "--tag", "电话")
    assert imported.json("note", "list") == [note]
    imported.text("bookmark", "remove", kept["id"])
    assert imported.json("bookmark", "list") == []


def test_a_quote_that_is_not_there_is_refused(imported: Command) -> None:
    imported.text("bookmark", "add", f"{SME}#六", "--quote", "没有的话")
    assert imported.status == 1
    assert "照原文" in imported.err


def test_verify_and_repair(imported: Command) -> None:
    report = imported.json("verify")
    assert report["ok"] is True
    (source,) = report["sources"]
    counts = source["characters"]
    assert counts["source"] == counts["kept"] + counts["removed"]
    for file in (imported.home / "index").rglob("*"):
        if file.is_file():
            file.write_bytes(b"")
    assert imported.json("verify")["ok"] is False
    assert imported.json("repair")["ok"] is True
    assert imported.json("search", "停征")["total"] == 6


def test_glossary(run: Command) -> None:
    terms = run.json("glossary")
    assert all(set(term) >= {"term", "explanation", "provisions"} for term in terms)


def test_no_command_but_the_window_imports_qt_widgets(tmp_path: Path) -> None:
    code = (
        "import sys; from navigator.cli import main; "
        f"main(['--data-dir', {str(tmp_path)!r}, 'search', '贴息']); "
        "sys.exit('PySide6.QtWidgets' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()


def test_a_machine_without_a_screen_shows_the_same_job(
    run: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    if not sys.platform.startswith("linux"):
        pytest.skip("only Linux has machines without a screen")
    out = run.text()
    assert run.status == 0
    assert "没有屏幕" in run.err
    assert "市级综合" in out


def test_a_read_only_place_is_told(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    file = tmp_path / "不是文件夹"
    file.write_text("x", encoding="utf-8")
    assert main(["--data-dir", str(file), "documents"]) == 1
    assert "不是文件夹" in capsys.readouterr().err
