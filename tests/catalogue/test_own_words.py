"""Nothing of the catalogue repeats the official text, whatever file it stands in."""

from __future__ import annotations

from pathlib import Path

from digest_samples import DOCUMENT

from navigator.catalogue.digest_check import official_wording
from navigator.catalogue.own_words import repeated_texts
from navigator.ingest import read_publication
from navigator.resources import resource


def test_a_repeated_run_is_placed_and_named(tmp_path: Path) -> None:
    stolen = DOCUMENT.provisions[0].text.replace("。", "")[:24]
    path = tmp_path / "glossary.yaml"
    path.write_text(f"terms:\n- term: 词\n  also: [好, {stolen}]\n- 别的话\n", encoding="utf-8")
    (problem,) = repeated_texts([path], official_wording([DOCUMENT]))
    assert (problem.file, problem.line, problem.key) == ("glossary.yaml", 3, "terms[0].also[1]")
    assert "连续相同超过 14 字" in problem.expected


def test_short_runs_and_names_may_be_repeated(tmp_path: Path) -> None:
    text = DOCUMENT.provisions[0].text
    path = tmp_path / "a.yaml"
    path.write_text(f"text: {text[:8]}别的{DOCUMENT.title}\n", encoding="utf-8")
    assert repeated_texts([path], official_wording([DOCUMENT])) == []


def test_no_file_of_the_catalogue_repeats_the_compilation(seed_path: Path) -> None:
    files = sorted(resource("catalogue").rglob("*.yaml"))
    assert len(files) > 130
    official = official_wording(read_publication(seed_path).documents)
    assert [str(problem) for problem in repeated_texts(files, official)] == []
