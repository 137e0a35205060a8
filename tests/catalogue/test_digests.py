"""Our own words held against the text: each way of being wrong, and that the shipped ones are not."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from digest_samples import DOCUMENT, ID, PROVISIONS, SOUND
from hypothesis import given
from hypothesis import strategies as st

from navigator.catalogue.digest_check import check, coverage
from navigator.catalogue.digest_files import read_folder, skeleton, stamp
from navigator.catalogue.digest_words import Ground, OfficialWording, dates_in, quantities_in
from navigator.catalogue.documents import load_digests
from navigator.catalogue.yaml_source import Problem
from navigator.ingest import read_publication
from navigator.model.digests import Digests, fingerprint
from navigator.model.documents import Document, Provision
from navigator.model.errors import CatalogueError

PRINTS = {item.path: fingerprint(item) for item in PROVISIONS}


def _check(folder: Path, text: str, document: Document = DOCUMENT) -> list[Problem]:
    (folder / f"{ID}.yaml").write_text(text, encoding="utf-8")
    found = read_folder(folder)
    return [*found.problems, *check(found.digests, [document], found.lines)]


def test_sound_digests_agree_with_their_text(tmp_path: Path) -> None:
    assert [str(problem) for problem in _check(tmp_path, SOUND)] == []


@pytest.mark.parametrize(
    ("old", "new", "key", "words"),
    [
        ("每家最多20万元", "每家最多30万元", "一 digest", "30万元"),
        ("每家最多20万元", "每家最多20元", "一 digest", "20元"),
        ("补50%", "补40%", "一 digest", "40%"),
        ("见2项", "见3项", "一 digest", "3"),
        ("2021年6月30日前交表", "2021年7月1日前交表", "一/(一) digest", "2021年7月1日"),
        ("5个工作日内", "5个月内", "一/(一) digest", "5个月"),
        ("5个工作日内", "十个工作日内", "一/(一) digest", "十个工作日"),
        ("样财发〔2020〕7号", "样财发〔2020〕8号", "一/(二) digest", "8号"),
        ("日期2021年3月18日", "日期2021年3月19日", "p1 digest", "2021年3月19日"),
        ("最多20万元。\n", "最多21万元。\n", "points[0]", "21万元"),
        ("帮小店渡难关", "帮9家小店渡难关", "summary", "9"),
        ("渡难关", "切实渡难关", "summary", "套话"),
        ("name: 谁来办", "name: 着力来办", "一/(二) name", "套话"),
        ("level: h2, label: (二)", "level: h3, label: (二)", "一/(二) level", "应为 h2"),
        ("label: (二)", "label: （2）", "一/(二) label", "应为“(二)”"),
        ("{path: 一/(二), ", "{path: 一/(三), ", "一/(三) path", "没有这一条款"),
        ("{path: 一/(二), ", "{path: 一/(三), ", "provisions", "缺少条款“一/(二)”"),
        ("doc_number: 样政发〔2021〕1号", "doc_number: null", "doc_number", "样政发〔2021〕1号"),
        ("issued_on: 2021-03-18", "issued_on: 2021-03-19", "issued_on", "2021-03-18"),
        ("audience: 开小店的人", f"audience: {'开' * 41}", "audience", "不超过 40 字"),
        ("补一半租金，", "对已经交过房租的小型门店按实缴金额给钱，", "points[0]", "连续相同"),
        ("补50%，", "按实缴金额百分之五十给钱，单店，", "一 digest", "连续相同"),
    ],
)
def test_a_disagreement_is_placed_and_named(
    tmp_path: Path, old: str, new: str, key: str, words: str
) -> None:
    assert SOUND.count(old) >= 1
    text = SOUND.replace(old, new, 1)
    problems = [p for p in _check(tmp_path, text) if p.key == key]
    assert any(words in problem.expected for problem in problems), _check(tmp_path, text)
    where = new.rstrip().split("\n")[0]
    assert {p.file for p in problems} == {f"{ID}.yaml"}
    if key != "provisions" and not key.startswith("p1"):
        assert where in text.split("\n")[problems[0].line - 1]


def test_the_order_of_the_text_is_kept(tmp_path: Path) -> None:
    lines = SOUND.split("\n")
    first = next(i for i, line in enumerate(lines) if "一/(一)" in line)
    lines[first], lines[first + 1] = lines[first + 1], lines[first]
    (problem,) = _check(tmp_path, "\n".join(lines))
    assert "先后" in problem.expected


def test_names_and_numbers_may_be_repeated(tmp_path: Path) -> None:
    long = replace(DOCUMENT, title="样例市关于帮助小型门店渡过难关的若干措施", printed_titles=())
    text = SOUND.replace("title: 样例措施", f"title: {long.title}")
    text = text.replace("帮小店渡难关", f"即{long.title}")
    assert _check(tmp_path, text, long) == []


def test_a_document_named_in_changes_may_lend_its_figures(tmp_path: Path) -> None:
    other = replace(
        DOCUMENT,
        id="qita-2020-9",
        doc_number="样政发〔2020〕9号",
        provisions=(replace(PROVISIONS[0], document_id="qita-2020-9", text="每店 77 万元。"),),
    )
    text = SOUND.replace("changes: []", "changes:\n- 另见旧文 (qita-2020-9)")
    text = text.replace("audience: 开小店的人", "audience: 能拿77万元的人")
    (tmp_path / f"{ID}.yaml").write_text(text, encoding="utf-8")
    digests = read_folder(tmp_path).digests
    assert [p.key for p in check(digests, [DOCUMENT])] == ["audience"]
    problems = check(digests, [DOCUMENT, other])
    assert [(p.file, p.expected[:2]) for p in problems] == [("qita-2020-9.yaml", "缺少")]


def test_too_many_long_digests_are_told_once(tmp_path: Path) -> None:
    text = SOUND.replace("交了租金的小店，", "交了租金的小店" + "和小铺" * 14 + "，")
    problems = _check(tmp_path, text)
    assert [p.key for p in problems] == ["digest"]
    assert "现有 1 条（共 4 条）" in problems[0].expected


def test_what_is_not_imported_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / f"{ID}.yaml").write_text(SOUND.replace("20万元", "30万元"), encoding="utf-8")
    assert check(read_folder(tmp_path).digests, []) == []


def test_mistakes_of_form_do_not_hide_the_other_files(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("id: [", encoding="utf-8")
    (tmp_path / "b.yaml").write_bytes("id: 乱".encode("gbk"))
    (tmp_path / f"{ID}.yaml").write_text(SOUND, encoding="utf-8")
    found = read_folder(tmp_path)
    assert [item.id for item in found.digests.documents] == [ID]
    assert [problem.file for problem in found.problems] == ["a.yaml", "b.yaml"]
    with pytest.raises(CatalogueError, match="没有要点文件"):
        read_folder(tmp_path / "无")


# -- figures ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "words", "strangers"),
    [
        ("按 10%-20％ 给", "10%至20%", []),
        ("百分之十五", "15%", []),
        ("15%", "15元", ["15元"]),
        ("再减半征收", "打50%", []),
        ("两年内，五个工作日", "2年内，5个工作日", []),
        ("近三年", "近两年", ["两年"]),
        ("每年最多50万元", "一年50万元", []),
        ("2亿元及以下", "200000000元", []),
        ("1,000 元", "1000元", []),
        ("2021 年 3月 18 日", "2021年3月", []),
        ("2021 年 3月", "2021年3月18日", ["2021年3月18日"]),
        ("2021-02-18", "2021年2月18日", []),
        ("用于2018-2022年", "到2022年", []),
        ("京X发〔2009〕15号", "京X发〔2009〕16号", ["发〔2009〕16号"]),
        ("5G、B2B", "5G和B2B", []),
        ("一般、统一、三品", "一般", []),
    ],
)
def test_figures_must_stand_in_the_text(text: str, words: str, strangers: list[str]) -> None:
    assert list(Ground([text]).strangers(words)) == strangers


FIGURES = st.lists(
    st.one_of(
        st.integers(0, 10**9).map(lambda n: f"{n}万元"),
        st.integers(1, 99).map(lambda n: f"{n}%"),
        st.integers(1, 99).map(lambda n: f"{n}个工作日"),
        st.dates().map(lambda d: f"{d.year:04}年{d.month}月{d.day}日"),
    ),
    max_size=6,
)


@given(FIGURES)
def test_a_text_is_never_a_stranger_to_itself(parts: list[str]) -> None:
    text = "，".join(parts)
    spaced = re.sub(r"(\d+)", r" \1 ", text)
    assert list(Ground([spaced]).strangers(text)) == []


@given(st.text(max_size=200))
def test_any_text_can_be_read(text: str) -> None:
    list(quantities_in(text))
    dates_in(text)
    assert list(Ground([text]).strangers("没有数字")) == []
    OfficialWording([text], []).repeated(text)


# -- skeleton and stamp -----------------------------------------------------------------------


def test_a_skeleton_holds_the_outline_and_none_of_the_wording() -> None:
    text = skeleton(DOCUMENT)
    data = yaml.safe_load(text)
    assert [item["path"] for item in data["provisions"]] == [item.path for item in PROVISIONS]
    assert {item["name"] + item["digest"] for item in data["provisions"]} == {""}
    assert data["issued_on"] == DOCUMENT.issued_on and data["points"] == ["", "", ""]
    for provision in PROVISIONS:
        assert provision.text not in text
        assert not provision.heading or provision.heading not in text


def test_a_skeleton_for_a_new_edition_keeps_our_words(tmp_path: Path) -> None:
    (tmp_path / f"{ID}.yaml").write_text(stamp(SOUND, "a", PRINTS).text, encoding="utf-8")
    known = read_folder(tmp_path).digests
    longer = replace(
        DOCUMENT,
        provisions=(*PROVISIONS, replace(PROVISIONS[0], path="二", label="二、", text="新的。")),
    )
    data = yaml.safe_load(skeleton(longer, known.by_id[ID]))
    assert data["summary"] == known.by_id[ID].summary
    assert [bool(item["digest"]) for item in data["provisions"]] == [True] * 4 + [False]
    assert data["provisions"][0]["seen"] == PRINTS["一"]
    assert "seen" not in data["provisions"][4]


def test_a_filled_skeleton_loads(tmp_path: Path) -> None:
    text = skeleton(DOCUMENT).replace("name: ''", "name: 名").replace("digest: ''", "digest: 说。")
    text = text.replace("- ''", "- 点。")
    text = re.sub(r"^(summary|audience|state): ''", r"\1: 话。", text, flags=re.M)
    assert _check(tmp_path, text) == []


def test_a_stamp_touches_nothing_else() -> None:
    stamped = stamp(SOUND, "a.yaml", PRINTS)
    assert (stamped.fresh, stamped.renewed, stamped.same, stamped.empty) == (4, 0, 0, 0)
    bare = re.sub(r"(, seen: \w+(?=\}))|(\n  seen: \w+(?=\n))", "", stamped.text)
    assert bare == SOUND
    seen = [item["seen"] for item in yaml.safe_load(stamped.text)["provisions"]]
    assert seen == list(PRINTS.values())
    again = stamp(stamped.text, "a.yaml", PRINTS)
    assert again.text == stamped.text and again.same == 4


def test_a_stamp_renews_and_leaves_empty_digests_alone() -> None:
    old = SOUND.replace("、, name: 租金补助", "、, seen: 0123456789abcdef, name: 租金补助")
    old = old.replace("digest: 2021年6月30日前交表，5个工作日内答复。", "digest: ''")
    stamped = stamp(old, "a.yaml", PRINTS)
    assert (stamped.fresh, stamped.renewed, stamped.same, stamped.empty) == (2, 1, 0, 1)
    assert f"seen: {PRINTS['一']}, name" in stamped.text


def test_a_stamp_keeps_line_ends_and_quotes_what_looks_like_a_number() -> None:
    prints = dict.fromkeys(PRINTS, "1234567890123456")
    windows = stamp(SOUND.replace("\n", "\r\n"), "a.yaml", prints).text
    assert "\n" not in windows.replace("\r\n", "")
    seen = {item["seen"] for item in yaml.safe_load(windows)["provisions"]}
    assert seen == {"1234567890123456"}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (SOUND.replace("path: 一/(二)", "path: 一/(九)"), "没有条款“一/(九)”"),
        ("title: 没有编号", "没有文件编号"),
        ("- 不是一组键值", "没有文件编号"),
        ("id: [", "读不懂"),
    ],
)
def test_a_stamp_refuses_what_it_cannot_stand_behind(text: str, words: str) -> None:
    with pytest.raises(CatalogueError, match=re.escape(words)):
        stamp(text, "a.yaml", PRINTS)


@given(st.lists(st.text(min_size=1, max_size=30), min_size=1, max_size=4))
def test_any_digest_survives_a_stamp(words: list[str]) -> None:
    entries = [{"path": f"p{i}", "digest": word} for i, word in enumerate(words)]
    prints = {item["path"]: "00e0000000000000" for item in entries}
    for flow in (True, False):
        text = "id: x\nprovisions:\n" + "".join(
            "- " + yaml.safe_dump(e, allow_unicode=True, default_flow_style=flow, width=10**6)
            .rstrip("\n").replace("\n", "\n  ") + "\n"
            for e in entries
        )  # fmt: skip
        try:
            before = yaml.safe_load(text)["provisions"]
            after = yaml.safe_load(stamp(text, "a.yaml", prints).text)["provisions"]
        except (yaml.YAMLError, CatalogueError):
            continue  # indented by hand, such text is not YAML to begin with
        for old, new in zip(before, after, strict=True):
            kept = {key: value for key, value in new.items() if key != "seen"}
            assert kept == old
            assert ("seen" in new) == bool(str(old["digest"] or "").strip())


# -- a newer edition --------------------------------------------------------------------------


def _stamped(folder: Path) -> Digests:
    (folder / f"{ID}.yaml").write_text(stamp(SOUND, "a", PRINTS).text, encoding="utf-8")
    return read_folder(folder).digests


def test_changed_wording_asks_for_a_new_look(tmp_path: Path) -> None:
    digests = _stamped(tmp_path)
    changed = replace(PROVISIONS[0], text=PROVISIONS[0].text.replace("20", "30"))
    mended = replace(PROVISIONS[1], text=PROVISIONS[1].text.replace(" ", "").replace("，", ","))
    added = replace(PROVISIONS[0], path="二")
    newer = replace(DOCUMENT, provisions=(changed, mended, *PROVISIONS[2:], added))
    found = coverage(digests, [newer])
    assert found.stale == (f"{ID}#一",)  # repaired typography is not another wording
    assert found.missing == (f"{ID}#二",)
    assert found.unseen == () and found.percent == 60.0


def test_never_stamped_is_counted_apart(tmp_path: Path) -> None:
    (tmp_path / f"{ID}.yaml").write_text(SOUND, encoding="utf-8")
    found = coverage(read_folder(tmp_path).digests, [DOCUMENT])
    assert len(found.unseen) == 4 and found.percent == 100.0
    assert coverage(Digests(), []).percent == 100.0


# -- the shipped ones -------------------------------------------------------------------------


@pytest.fixture(scope="module")
def compilation(seed_path: Path) -> tuple[Document, ...]:
    return read_publication(seed_path).documents


def test_shipped_digests_agree_with_the_compilation(compilation: tuple[Document, ...]) -> None:
    assert [str(problem) for problem in check(load_digests(), compilation)] == []


def test_every_shipped_digest_was_compared_with_the_text(
    compilation: tuple[Document, ...],
) -> None:
    found = coverage(load_digests(), compilation)
    assert (found.missing, found.stale, found.unseen) == ((), (), ())
    assert found.total == 831


def test_nearly_every_wrong_figure_would_be_found(compilation: tuple[Document, ...]) -> None:
    """Change each figure of each digest; a few land on another figure of the same provision."""
    changed = caught = 0
    for item, document in zip(load_digests().documents, compilation, strict=True):
        assert item.id == document.id
        for number, digest in enumerate(item.provisions):
            for match in re.finditer(r"\d+", digest.text):
                text = f"{digest.text[: match.start()]}{match[0]}7{digest.text[match.end() :]}"
                wrong = replace(digest, text=text)
                rest = (*item.provisions[:number], wrong, *item.provisions[number + 1 :])
                spoilt = Digests((replace(item, provisions=rest),))
                one = replace(document, provisions=_family(document, digest.path))
                found = check(spoilt, [one])
                changed += 1
                caught += any(p.key == f"{digest.path} digest" for p in found)
    assert changed > 250
    assert caught >= 0.98 * changed


def _family(document: Document, path: str) -> tuple[Provision, ...]:
    """The provision and all below it: enough to judge its digest, and quick."""
    return tuple(
        item
        for item in document.provisions
        if item.path == path or item.path.startswith(f"{path}/")
    )


def test_the_digests_shown_in_the_docs_are_the_shipped_ones() -> None:
    page = Path(__file__).parents[2] / "docs" / "digests.md"
    shown = re.findall(r"^### (\S+#\S+)\n> (.+)$", page.read_text(encoding="utf-8"), flags=re.M)
    digests = load_digests()
    assert len(shown) == 20
    assert [(name, digests.text(name)) for name, _ in shown] == shown
