"""The slip: what is printed of an assessment, and the command that writes it."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from navigator.app.paths import Paths
from navigator.app.slips import slip_data
from navigator.app.workbench import Workbench
from navigator.cli import main
from navigator.eligibility.assess import assessment
from navigator.export.slip import slip_tree
from navigator.export.tree import text_of
from navigator.model.facts import NONE, Answer

DAY = dt.date(2021, 4, 1)
PRINTED = dt.datetime(2021, 4, 1, 9, 30, tzinfo=dt.UTC)
HEADQUARTERS: dict[str, Answer] = {
    "applicant_type": "enterprise",
    "enterprise_size": "large",
    "ownership_type": "foreign_wholly",
    "registered_in_beijing": True,
    "is_independent_legal_person": True,
    "has_substantive_operation_in_beijing": True,
    "parent_total_assets_usd": Decimal(250_000_000),
    "paid_in_capital_usd": Decimal(9_990_000),
    "vat_taxpayer_type": "small_scale",
    "monthly_sales_cny": Decimal(120_000),
    "funding_fraud_record_date": NONE,
    "complaint_matters": frozenset(),
}


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workbench]:
    with Workbench(Paths(tmp_path_factory.mktemp("数 据"))) as made:
        yield made


@pytest.fixture(scope="module")
def words(bench: Workbench) -> str:
    result = assessment(HEADQUARTERS, DAY, bench.rules)
    data = slip_data(
        bench,
        result,
        HEADQUARTERS,
        applicant=" 某某（中国）公司 ",
        skipped=["in_ftz"],
        printed_at=PRINTED,
    )
    assert data.applicant == "某某（中国）公司"
    assert data.identity == "企业 · 大型"
    by_key = {section.key: section for section in data.sections}
    titles = {entry.title for entry in by_key["eligible"].entries}
    assert bench.catalogue["vat-small-scale-threshold-150k"].title in titles
    refused = next(
        entry
        for entry in by_key["ineligible"].entries
        if entry.title == bench.catalogue["hq-mnc-regional"].title
    )
    assert all(reason.met is not True for reason in refused.reasons)
    assert "还差1万美元" in refused.warnings[0]
    # Neither what is for others nor what was not asked for takes room on the paper.
    shown = {entry.title for section in data.sections for entry in section.entries}
    for result_ in result.results:
        measure = bench.catalogue[result_.measure_id]
        if measure.audience and "enterprise" not in measure.audience:
            assert measure.title not in shown
    return text_of(slip_tree(data))


def test_the_slip_says_who_when_why_and_where(words: str) -> None:
    for part in ("某某（中国）公司", "2021-04-01", "月销售额", "《", "不清楚", "09:30"):
        assert part in words


def test_the_slip_never_adds_amounts_up(words: str) -> None:
    assert "不能简单相加" in words
    assert "合计可得" not in words


def test_every_cited_place_is_named_not_numbered(words: str, bench: Workbench) -> None:
    for measure in bench.catalogue.measures:
        assert f"{measure.cite}" not in words


# The command


def profile(path: Path, **facts: object) -> Path:
    path.write_text(json.dumps(facts, ensure_ascii=False), encoding="utf-8")
    return path


def run(tmp_path: Path, *arguments: object) -> int:
    return main(["--data-dir", str(tmp_path / "数据"), "slip", *map(str, arguments)])


@pytest.fixture
def good(tmp_path: Path) -> Path:
    return profile(tmp_path / "企业.json", name="甲公司", applicant_type="enterprise")


def test_the_command_writes_and_replaces_only_with_force(tmp_path: Path, good: Path) -> None:
    target = tmp_path / "告知 单.docx"
    assert run(tmp_path, good, "--as-of", "2021-04-01", "--output", target) == 0
    first = target.read_bytes()
    assert first.startswith(b"PK")
    target.write_bytes(b"mine")
    assert run(tmp_path, good, "--output", target) == 1
    assert target.read_bytes() == b"mine"
    assert run(tmp_path, good, "--output", target, "--force") == 0
    assert target.read_bytes().startswith(b"PK")
    assert [p.name for p in tmp_path.iterdir() if p.name.startswith(".")] == []


def test_a_pdf_is_written_too(tmp_path: Path, good: Path) -> None:
    target = tmp_path / "告知单.pdf"
    assert run(tmp_path, good, "--output", target) == 0
    assert target.read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ('{"applicant_type": "nobody"}', "没有可选值"),
        ('{"applicant_type": "person", "enterprise_size": "small"}', "没有企业划型"),
        ('[{"applicant_type": "bank"}, {"applicant_type": "bank"}]', "不止一家"),
        ("[]", "没有资料"),
        ("{", "读不懂"),
        ('{"applicant_type": "bank", "applicant_type": "person"}', "写了两次"),
    ],
)
def test_a_profile_that_cannot_be_leaves_no_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: str, said: str
) -> None:
    source = tmp_path / "坏.json"
    source.write_text(content, encoding="utf-8")
    target = tmp_path / "单.docx"
    assert run(tmp_path, source, "--output", target, "--force") == 1
    assert said in capsys.readouterr().err
    assert not target.exists()


def test_a_wrong_ending_or_a_missing_file_is_told(
    tmp_path: Path, good: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(tmp_path, good, "--output", tmp_path / "单.txt") == 1
    assert run(tmp_path, tmp_path / "没有.json", "--output", tmp_path / "单.pdf") == 1
    told = capsys.readouterr().err
    assert ".pdf" in told and "打不开" in told
