"""Whatever bytes a reader is given, it reads them whole or refuses them with a sentence.

POLICY_NAVIGATOR_FUZZ sets how many examples each reader gets.
"""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from navigator.catalogue.documents import measure_order
from navigator.catalogue.measures import load_catalogue
from navigator.catalogue.yaml_source import parse_yaml
from navigator.eligibility.batch import assess_profiles
from navigator.eligibility.profiles import read_profiles
from navigator.eligibility.rules import Rules
from navigator.ingest import publication_from_bytes
from navigator.model.errors import ExpectedError, ReadError
from navigator.model.markup import parse_markdown, plain_text
from navigator.store.desk import Desk
from tests.ingest.ingest_papers import word_file

EXAMPLES = int(os.environ.get("POLICY_NAVIGATOR_FUZZ", "60"))
fuzzed = settings(
    max_examples=EXAMPLES,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
LINES = (
    "海河市支持小店的若干措施", "海政办发〔2030〕7号", "各区政府：", "第一章 总则", "第一条 为了小店。",
    "一、减免", "（一）免租2个月。", "1．填表", "(1)网上提交", "一是快；二是省。", "完成时限：6月底",
    "（责任单位：市商务局）", "2030年1月5日", "海河市人民政府", "— 12 —", "13", "附件：1.名单", "　", "",
)  # fmt: skip
CHARACTERS = st.characters(exclude_categories=("Cs",))


@st.composite
def papers(draw: st.DrawFn) -> str:
    """Lines of official papers in no order, cut, doubled and mixed with anything."""
    line = st.sampled_from(LINES) | st.text(CHARACTERS, max_size=30)
    glue = st.sampled_from(["\n", "\n\n", "\r\n", "\f", " ", "", "\u3000"])
    return "".join(draw(st.lists(st.tuples(line, glue).map("".join), max_size=40)))


WORD = word_file(list(LINES))
WEB = ("<html><body>" + "".join(f"<p>{line}</p>" for line in LINES) + "</body></html>").encode()
PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count"
    b" 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Contents 4 0 R/Resources<<"
    b"/Font<</F 5 0 R>>>>>>endobj\n4 0 obj<</Length 24>>stream\nBT /F 9 Tf (policy) Tj ET\nendstream"
    b"endobj\n5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\ntrailer<</Root 1 0 R"
    b"/Size 6>>\n%%EOF"
)


# Where (as a share of the file), what is done there, and the bytes it is done with.
HARM = st.lists(
    st.tuples(
        st.floats(0, 1, exclude_max=True),
        st.sampled_from(["change", "cut", "insert", "repeat"]),
        st.binary(min_size=1, max_size=40),
    ),
    min_size=1,
    max_size=6,
)
Harm = list[tuple[float, str, bytes]]


def harmed(whole: bytes, harm: Harm) -> bytes:
    """A sound file with bytes changed, cut out or put in."""
    data = bytearray(whole)
    for share, kind, other in harm:
        place = int(share * len(data))
        if kind == "change":
            data[place : place + 1] = other[:1]
        elif kind == "cut":
            del data[place : place + 5 * len(other)]
        elif kind == "insert":
            data[place:place] = other
        else:
            data[place:place] = data[place : place + 10 * len(other)]
    return bytes(data)


def read(name: str, data: bytes) -> None:
    try:
        publication = publication_from_bytes(name, data)
    except ReadError as error:
        assert error.what and error.kept and error.todo
        return
    assert publication.characters.balanced
    ids = [p.id for document in publication.documents for p in document.provisions]
    assert len(ids) == len(set(ids))


@fuzzed
@given(papers())
def test_papers_of_any_shape(paper: str) -> None:
    read("某.txt", paper.encode())


@fuzzed
@given(st.binary(max_size=3000))
@pytest.mark.parametrize("ending", ["txt", "docx", "pdf", "html"])
def test_any_bytes(ending: str, data: bytes) -> None:
    read(f"某.{ending}", data)


@fuzzed
@given(HARM)
@pytest.mark.parametrize(("ending", "whole"), [("docx", WORD), ("html", WEB), ("pdf", PDF)])
def test_damaged_files(ending: str, whole: bytes, harm: Harm) -> None:
    read(f"某.{ending}", harmed(whole, harm))


@fuzzed
@given(papers())
def test_markup_in_a_paper_stays_text(paper: str) -> None:
    read("某.html", f"<p>{paper}</p>".encode())


@pytest.fixture(scope="module")
def rules() -> Rules:
    return Rules(load_catalogue(order=measure_order()))


PROFILES = {
    "csv": "name,applicant_type,annual_revenue_cny\n甲,enterprise,1200000\n".encode(),
    "json": '[{"name":"甲","applicant_type":"enterprise","annual_revenue_cny":1200000}]'.encode(),
    "yaml": "name: 甲\napplicant_type: enterprise\nannual_revenue_cny: 1200000\n".encode(),
}


@fuzzed
@given(HARM | st.binary(max_size=400))
@pytest.mark.parametrize("ending", sorted(PROFILES))
def test_profiles(rules: Rules, ending: str, harm: Harm | bytes) -> None:
    content = harm if isinstance(harm, bytes) else harmed(PROFILES[ending], harm)
    try:
        items = list(
            assess_profiles(read_profiles(content, f"某.{ending}"), dt.date(2021, 4, 1), rules)
        )
    except ExpectedError as error:
        assert error.message
        return
    for item in items:
        assert item.rejections or len(item.results) == len(rules.catalogue.measures)


@fuzzed
@given(st.text(CHARACTERS, max_size=400) | papers())
def test_notes_in_markdown(source: str) -> None:
    parse_markdown(source)
    plain_text(source)


@fuzzed
@given(HARM)
def test_catalogue_files(harm: Harm) -> None:
    whole = "id: a\ntitle: 甲\nconditions:\n  - {fact: b, op: eq, value: 1}\n".encode()
    text = harmed(whole, harm).decode("utf-8", "replace")
    try:
        parse_yaml(text, "某.yaml")
    except ExpectedError as error:
        assert "某.yaml" in error.message


@pytest.fixture(scope="module")
def whole_desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("另一份") / "desk.db"
    with Desk.open(path) as desk:
        for number in range(12):
            desk.notes.add(f"第{number}条 " + "字" * 300, on="doc#一")
    return path


@settings(parent=fuzzed, max_examples=max(10, EXAMPLES // 3))
@given(HARM)
def test_desks_taken_over(
    whole_desk: Path, tmp_path_factory: pytest.TempPathFactory, harm: Harm
) -> None:
    folder = tmp_path_factory.mktemp("并入")
    other = folder / "other.db"
    other.write_bytes(harmed(whole_desk.read_bytes(), harm))
    with Desk.open(folder / "desk.db") as desk:
        own = desk.notes.add("自己的")
        try:
            desk.merge_from(other)
        except ExpectedError as error:
            assert error.message
            assert desk.notes.all() == [own]  # all or nothing
        assert own.id in {note.id for note in desk.notes.all()}
