"""Catalogues that come in packs: laid over the built-in one, or refused whole."""

from __future__ import annotations

import errno
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pack_samples import KEY, PUBLISHER, make
from store_samples import NOON, document, publication

from navigator.app.pack_catalogue import with_terms
from navigator.app.paths import Paths
from navigator.app.workbench import Workbench
from navigator.model.digests import Term
from navigator.model.documents import Document, Publication
from navigator.model.errors import ExpectedError
from navigator.resources import resource
from navigator.store.packs import Consent, PackError

CONSENT = Consent(trust=PUBLISHER)
DIGEST = """\
id: doc-n
title: 新办法
doc_number: null
issuers: [某市财政局]
issued_on: 2021-03-18
effective_from: null
ends_on: 2021-12-31
part: 1
domain: sme
domains: [sme]
kind: measures
has_body: true
summary: 样例摘要
points: [一点, 二点, 三点]
audience: 企业
state: 有效
changes: []
provisions:
- {path: 第一条, level: article, label: 第一条, name: 申请, digest: 甲方能申请}
- {path: 第二条, level: article, label: 第二条, name: 办理, digest: 乙方照章办}
"""
MEASURE = """\
id: sample-subsidy
title: 样例补贴（40%）
kind: subsidy
audience: [enterprise]
cite: doc-n#第一条
benefit:
  text: 补40%
conditions:
- {fact: annual_revenue_cny, op: le, value: 200000000, text: 收入2亿元以内, printed: 2亿元及以下}
window:
  undated: true
"""
GLOSSARY = """\
terms:
- {term: 样例词, explanation: 只用来试的词。, provisions: [doc-n#第一条]}
"""
EDITION = "name: 样例汇编\ndocuments: [doc-n]\nmeasures: [sample-subsidy]\n"
SOUND = {
    "documents/doc-n.yaml": DIGEST.encode(),
    "measures/sample-subsidy.yaml": MEASURE.encode(),
    "glossary.yaml": GLOSSARY.encode(),
    "edition.yaml": EDITION.encode(),
}


def texts() -> Publication:
    wording = ("收入2亿元及以下的，按40%补贴。", "乙方按规定办理。")
    made = document("doc-n", title="新办法", texts=wording)
    return publication(replace(made, domains=(made.domain,)), name="新办法.txt")


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Workbench]:
    with Workbench(Paths(tmp_path / "数 据")) as made:
        yield made


def install(bench: Workbench, data: bytes, path: Path) -> None:
    path.write_bytes(data)
    bench.packs.install(bench.packs.inspect(path), CONSENT)


def test_entries_of_a_pack_come_after_the_built_in_ones(bench: Workbench, tmp_path: Path) -> None:
    before = (bench.digests, bench.catalogue, bench.glossary, bench.catalogue_edition)
    install(bench, make(texts(), catalogue=SOUND), tmp_path / "a.pnpack")
    assert [d.id for d in bench.digests.documents] == [*before[0].by_id, "doc-n"]
    assert bench.digests.edition == "样例汇编"
    assert [m.id for m in bench.catalogue.measures] == [*before[1].by_id, "sample-subsidy"]
    assert bench.glossary == (*before[2], bench.glossary[-1])
    assert bench.glossary[-1].term == "样例词"
    assert bench.catalogue.digest != before[1].digest
    assert bench.search.search("甲方能申请").hits[0].provision_id == "doc-n#第一条"
    view = bench.contents.provision("doc-n#第一条")
    assert view is not None
    assert (view.official, view.digest) == (True, "甲方能申请")
    assert bench.verify().ok
    bench.packs.roll_back()
    after = (bench.digests, bench.catalogue, bench.glossary, bench.catalogue_edition)
    assert after == before
    found = bench.search.search("甲方能申请", limit=None).hits
    assert not any(hit.provision_id.startswith("doc-n") for hit in found)
    assert bench.verify().ok


def test_the_catalogue_is_there_after_a_restart(bench: Workbench, tmp_path: Path) -> None:
    install(bench, make(texts(), catalogue=SOUND), tmp_path / "a.pnpack")
    with Workbench(bench.paths) as again:
        assert "sample-subsidy" in again.catalogue.by_id
        assert again.catalogue.digest == bench.catalogue.digest
        assert again.search.complete


def test_a_later_layer_takes_the_place_of_an_earlier_one(bench: Workbench, tmp_path: Path) -> None:
    name = "preface-1-2021q1"
    text = resource("catalogue", "documents", f"{name}.yaml").read_text(encoding="utf-8")
    old = bench.digests.by_id[name]
    order = list(bench.digests.by_id)
    for edition, words in (("2021Q1.2", "换过一次的摘要"), ("2021Q2", "换过两次的摘要")):
        files = {f"documents/{name}.yaml": text.replace(old.summary, words).encode()}
        install(bench, make(texts(), edition=edition, catalogue=files), tmp_path / "p.pnpack")
        assert bench.digests.by_id[name].summary == words
        assert list(bench.digests.by_id) == order
    bench.packs.roll_back()
    assert bench.digests.by_id[name].summary == "换过一次的摘要"
    bench.packs.roll_back()
    assert bench.digests.by_id[name] == old


def test_a_spelling_belongs_to_the_later_term() -> None:
    from navigator.app.pack_catalogue import Layer
    from navigator.model.digests import Digests

    base = (Term("甲", "一。", also=("A", "乙")), Term("丙", "二。"), Term("丁", "三。"))
    over = (Term("乙", "四。"), Term("丁", "五。"), Term("戊", "六。", also=("丙",)))
    terms = with_terms(base, [Layer(Digests(), (), over, "x")])
    assert [(t.term, t.explanation, t.also) for t in terms] == [
        ("甲", "一。", ("A",)),
        ("丁", "五。", ()),
        ("乙", "四。", ()),
        ("戊", "六。", ("丙",)),
    ]


SPOILT = {
    "an unknown fact": ("measures/sample-subsidy.yaml", "annual_revenue_cny", "no_such", "no_such"),
    "a figure the text has not": (
        "measures/sample-subsidy.yaml",
        "200000000",
        "300000000",
        "2亿元",
    ),
    "words the text has not": (
        "measures/sample-subsidy.yaml",
        "2亿元及以下",
        "2亿元以下",
        "不在条款",
    ),
    "a provision that is not there": (
        "measures/sample-subsidy.yaml",
        "#第一条",
        "#第九条",
        "第九条",
    ),
    "another name": ("measures/sample-subsidy.yaml", "id: sample-subsidy", "id: x-y", "文件名"),
    "an outline that differs": ("documents/doc-n.yaml", "第二条", "第三条", "第"),
    "a figure in a digest": ("documents/doc-n.yaml", "乙方照章办", "乙方7天办", "7"),
    "a key too many": ("documents/doc-n.yaml", "part: 1", "part: 1\nmore: 1", "more"),
    "no YAML": ("glossary.yaml", "terms:", "terms: [", "读不懂"),
    "an alias": ("glossary.yaml", "样例词", "&a 样例词", "锚点"),
    "an object": ("glossary.yaml", "样例词", "!!python/name:os.system ''", "读不懂"),
    "a number without end": ("glossary.yaml", "样例词", "1" * 5000, "读不懂"),
    "a bottomless list": ("edition.yaml", "[doc-n]", "[" * 60 + "]" * 60, "嵌套太深"),
    "a twisted glossary": ("glossary.yaml", "只用来试的词。", "一。二。三。", "句"),
}


@pytest.mark.parametrize("spoilt", SPOILT, ids=str)
def test_a_catalogue_that_fails_its_checks_is_refused_whole(
    bench: Workbench, tmp_path: Path, spoilt: str
) -> None:
    file, old, new, words = SPOILT[spoilt]
    files = SOUND | {file: SOUND[file].decode().replace(old, new).encode()}
    assert files[file] != SOUND[file]
    path = tmp_path / "a.pnpack"
    path.write_bytes(make(texts(), catalogue=files))
    with pytest.raises(ExpectedError, match=words) as caught:
        bench.packs.inspect(path)
    assert "没有" in caught.value.message
    assert bench.packs.installed() == []
    assert not bench.library.exists("doc-n")


def test_a_file_that_is_no_text_is_refused(bench: Workbench, tmp_path: Path) -> None:
    path = tmp_path / "a.pnpack"
    path.write_bytes(make(texts(), catalogue=SOUND | {"glossary.yaml": b"\xff\xfe"}))
    with pytest.raises(ExpectedError, match="读不懂"):
        bench.packs.inspect(path)


def test_measures_without_their_text_need_a_known_outline(bench: Workbench, tmp_path: Path) -> None:
    path = tmp_path / "a.pnpack"
    path.write_bytes(make(catalogue=SOUND))
    assert bench.packs.inspect(path).counts.measures == 1
    path.write_bytes(make(catalogue={k: v for k, v in SOUND.items() if "documents" not in k}))
    with pytest.raises(ExpectedError, match="条款不存在"):
        bench.packs.inspect(path)


def test_a_damaged_layer_is_left_out_told_and_mended(bench: Workbench, tmp_path: Path) -> None:
    install(bench, make(texts(), catalogue=SOUND), tmp_path / "a.pnpack")
    (entry,) = bench.packs.installed()
    measures = bench.paths.packs / entry.folder / "catalogue" / "measures"
    shutil.rmtree(measures)
    with Workbench(bench.paths) as again:
        assert "sample-subsidy" not in again.catalogue.by_id
        assert "doc-n" not in again.digests.by_id
        report = again.verify()
        assert [problem.where for problem in report.problems] == ["索引", "政策包"]
        mended = again.repair()
        assert mended.ok
        assert "恢复" in mended.actions[-1]
        assert "sample-subsidy" in again.catalogue.by_id


def test_a_layer_this_version_cannot_read_is_left_out(
    bench: Workbench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As after going back to an older program: it must start all the same."""
    import navigator.app.pack_catalogue as module
    from navigator.model.errors import CatalogueError

    install(bench, make(texts(), catalogue=SOUND), tmp_path / "a.pnpack")

    def fail(folder: Path, digest: str) -> None:
        raise CatalogueError("不认识这个键")

    monkeypatch.setattr(module, "load_layer", fail)
    with Workbench(bench.paths) as again:
        assert "sample-subsidy" not in again.catalogue.by_id
        _, problem = again.verify().problems
        assert "不认识这个键" in problem.what
        assert not problem.mendable


def test_the_desk_is_never_touched(bench: Workbench, tmp_path: Path) -> None:
    note = bench.desk.notes.add("我的笔记", on="doc-n#第一条")
    bench.desk.close()
    bench.close()
    before = bench.paths.desk.read_bytes()
    install(bench, make(texts(), catalogue=SOUND), tmp_path / "a.pnpack")
    bench.packs.roll_back()
    bench.close()
    assert bench.paths.desk.read_bytes() == before
    assert [kept.id for kept in bench.desk.notes.all()] == [note.id]


_CUT_SHORT = """
import os, signal, sys
from pathlib import Path
from navigator.app.paths import Paths
from navigator.app.workbench import Workbench
from navigator.store.packs import Consent
home, file, name = sys.argv[1:]
with Workbench(Paths(Path(home))) as bench:
    found = bench.packs.inspect(Path(file))
    bench.catalogue_changed = lambda: os.kill(os.getpid(), signal.SIGKILL)
    bench.packs.install(found, Consent(trust=name))
"""


@pytest.mark.skipif(os.name != "posix", reason="kills by signal")
def test_killed_before_the_index_follows_searching_still_finds(
    bench: Workbench, tmp_path: Path
) -> None:
    path = tmp_path / "a.pnpack"
    path.write_bytes(make(texts(), catalogue=SOUND))
    done = subprocess.run(
        [sys.executable, "-c", _CUT_SHORT, str(bench.paths.root), str(path), PUBLISHER],
        timeout=60,
        check=False,
    )
    assert done.returncode == -signal.SIGKILL
    assert [entry.edition for entry in bench.packs.installed()] == ["2021Q1"]
    assert not bench.search.complete
    assert bench.search.search("甲方能申请").hits[0].provision_id == "doc-n#第一条"
    assert [problem.where for problem in bench.verify().problems] == ["索引"]
    assert bench.repair().ok
    assert bench.search.complete


def test_an_index_that_cannot_be_written_is_told_and_the_pack_is_in(
    bench: Workbench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.pnpack"
    path.write_bytes(make(texts(), catalogue=SOUND))
    found = bench.packs.inspect(path)

    def full(*_arguments: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("navigator.store.search.generation.write", full)
        with pytest.raises(PackError, match="已经完成，但搜索索引写不进"):
            bench.packs.install(found, CONSENT)
    assert [entry.edition for entry in bench.packs.installed()] == ["2021Q1"]
    assert bench.search.search("甲方能申请").hits[0].provision_id == "doc-n#第一条"
    assert bench.repair().ok


def test_a_consent_that_fails_changes_nothing(bench: Workbench, tmp_path: Path) -> None:
    path = tmp_path / "a.pnpack"
    path.write_bytes(make(texts(), catalogue=SOUND))
    found = bench.packs.inspect(path)
    with pytest.raises(PackError, match="还没有信任过"):
        bench.packs.install(found, Consent())
    assert bench.packs.installed() == []
    assert bench.packs.trust.publishers() == []


def test_a_compared_fingerprint_is_remembered(bench: Workbench, tmp_path: Path) -> None:
    path = tmp_path / "a.pnpack"
    path.write_bytes(make(texts()))
    found = bench.packs.inspect(path)
    bench.packs.install(found, Consent(trust=found.pack.fingerprint))
    (known,) = bench.packs.trust.publishers()
    assert known.public_key == KEY.public_key().public_bytes_raw()


def test_inspection_tells_what_would_change(bench: Workbench, tmp_path: Path) -> None:
    path = tmp_path / "a.pnpack"
    bench.library.add_publication(
        publication(document("doc-a"), document("doc-b"), name="先.txt"), NOON
    )
    later: tuple[Document, ...] = (
        document("doc-a"),
        document("doc-b", texts=("换了。",)),
        document("doc-c"),
    )
    path.write_bytes(make(publication(*later, name="后.txt")))
    found = bench.packs.inspect(path)
    assert (found.new, found.changed, found.same) == (("doc-c",), ("doc-b",), ("doc-a",))
    assert not found.present
