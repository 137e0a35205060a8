"""Every key, button, link, picture, command and figure the manual names is there today."""

from __future__ import annotations

import argparse
import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from navigator.app.manual import VISITOR_PART, Manual, load_manual, plain, to_html
from navigator.cli.main import build_parser
from navigator.resources import resource

ROOT = Path(__file__).resolve().parents[2]
MANUAL = load_manual()
CHAPTERS = [pytest.param(chapter, id=chapter.id) for chapter in MANUAL.chapters]
CHINESE = re.compile("[\u4e00-\u9fff]")

# Keys of single controls, which are no rows of the table of actions: where each is handled, and how
# it is called there. Tab is Qt's own.
KEYS_OF_CONTROLS = {
    "Enter": ("navigator/ui/widgets/fields.py", "Key_Enter"),
    "Esc": ("navigator/ui/widgets/fields.py", "Key_Escape"),
    "↑": ("navigator/ui/widgets/fields.py", "Key_Up"),
    "↓": ("navigator/ui/widgets/fields.py", "Key_Down"),
    "Ctrl+Enter": ("navigator/ui/widgets/fields.py", "ControlModifier"),
    "Ctrl+Alt+L": ("navigator/ui/kiosk/guard.py", "Key_L"),
}
KEYS_OF_QT = {"Tab", "Shift+Tab"}


def _words_of_the_interface() -> set[str]:
    """Every Chinese text in the code of the window, and the names it takes from other rooms."""
    found: set[str] = set()
    rooms = [*(ROOT / "navigator" / "ui").rglob("*.py"), *(ROOT / "navigator" / "app").glob("*.py")]
    for file in rooms:
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                found.add(node.value)
    return found


WORDS = {word for word in _words_of_the_interface() if CHINESE.search(word)}


def _known(label: str) -> bool:
    # A number in a quoted label stands for the place of a number in the interface's text.
    return label in WORDS or any(
        "{n}" in word and re.fullmatch(re.escape(word).replace(r"\{n\}", r"\d+"), label)
        for word in WORDS
    )


def _keys() -> set[str]:
    from navigator.ui.actions import SHELL_ACTIONS, key_text, page_action
    from navigator.ui.pages import all_actions, available_pages

    pages = available_pages()
    rows = [*SHELL_ACTIONS, *all_actions(pages)]
    top = [page for page in pages if not page.bottom]
    rows += [page_action(p.page_id, p.title, p.icon, n) for n, p in enumerate(top, 1)]
    return {key_text(keys) for row in rows for keys in row.shortcuts}


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_what_a_chapter_names_exists(chapter) -> None:  # type: ignore[no-untyped-def]
    known = _keys() | set(KEYS_OF_CONTROLS) | KEYS_OF_QT
    assert [key for key in chapter.keys if key not in known] == []
    assert [label for label in chapter.labels if not _known(label)] == []
    assert [link for link in chapter.links if MANUAL.chapter(link) is None] == []
    for name in chapter.pictures:
        assert resource("manual", name).is_file(), name
    assert chapter.title
    assert chapter.source.count("```") % 2 == 0
    # What looks like a key or a label must be marked as one, or no test would notice it.
    unmarked = re.sub(r"<kbd>.*?</kbd>|`[^`]*`", "", chapter.source)
    spoken = {"Ctrl+Alt+Del"}  # a key that is the system's
    found = set(re.findall(r"(?:Ctrl|Alt|Shift)\+\S+?(?=[、，。；）\s]|$)|\bF\d+\b", unmarked))
    assert found <= spoken


def test_keys_of_controls_are_handled_where_it_is_said() -> None:
    for file, name in KEYS_OF_CONTROLS.values():
        assert name in (ROOT / file).read_text(encoding="utf-8")


def test_every_file_of_the_manual_is_used() -> None:
    folder = resource("manual")
    chapters = {f"{chapter.id}.md" for chapter in MANUAL.chapters}
    pictures = {name for chapter in MANUAL.chapters for name in chapter.pictures}
    assert {file.name for file in folder.iterdir()} == chapters | pictures | {"contents.yaml"}
    assert sum((folder / name).stat().st_size for name in pictures) < 2_000_000


def test_a_visitor_is_led_to_no_other_part() -> None:
    visitor = MANUAL.only({VISITOR_PART})
    for chapter in visitor.chapters:
        assert [link for link in chapter.links if visitor.chapter(link) is None] == []
        assert [key for key in chapter.keys if "Ctrl" in key or "Alt" in key] == []


def test_every_page_of_the_window_has_its_chapter() -> None:
    from navigator.ui.pages import available_pages

    told = yaml.safe_load(resource("manual", "contents.yaml").read_text(encoding="utf-8"))
    pages = {page.page_id for page in available_pages()} - {"manual"}
    assert set(told["pages"]) == pages
    assert all(MANUAL.chapter(chapter) for chapter in told["pages"].values())


def _figures() -> dict[str, int]:
    from navigator.app.pin import LONGEST, SHORTEST
    from navigator.catalogue.documents import load_digests
    from navigator.catalogue.glossary import load_glossary
    from navigator.catalogue.measures import load_catalogue
    from navigator.ui.kiosk.window import IDLE_SECONDS, WARNING_SECONDS

    digests = load_digests()
    return {
        r"(\d+) 项(?:支持)?措施": len(load_catalogue().measures),
        r"(\d+) 个(?:词|术语)": len(load_glossary()),
        r"(\d+) 份文件": len(digests.documents),
        r"(\d+) 条要点": len(digests.by_provision),
        r"(\d+) 秒没有动作": IDLE_SECONDS,
        r"(\d+) 秒(?:没人应答|倒数)": WARNING_SECONDS,
        r"(\d+) 到 12 位": SHORTEST,
        r"4 到 (\d+) 位": LONGEST,
    }


def test_figures_are_those_of_the_program() -> None:
    text = "\n".join(chapter.source for chapter in MANUAL.chapters)
    for pattern, figure in _figures().items():
        found = re.findall(pattern, text)
        assert found, pattern
        assert {int(number) for number in found} == {figure}, pattern


def _subcommands(parser: argparse.ArgumentParser) -> dict[str, argparse.ArgumentParser]:
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            return dict(action.choices)
    return {}


def _commands() -> Iterator[tuple[str, str]]:
    for chapter in MANUAL.chapters:
        joined = chapter.source.replace("\\\n", " ")
        for found in re.findall(r"policy-navigator((?: [^`\n|]+)?)", joined):
            yield chapter.id, found


def test_commands_and_their_options_exist() -> None:
    seen = 0
    for chapter, written in _commands():
        parser = build_parser()
        words = written.split()
        while words and not words[0].startswith("-"):
            inner = _subcommands(parser)
            if not inner:
                break
            assert words[0] in inner, f"{chapter}: {written}"
            parser = inner[words.pop(0)]
        options = {option for action in parser._actions for option in action.option_strings}
        assert {word for word in words if word.startswith("--")} <= options, f"{chapter}: {written}"
        seen += 1
    assert seen > 20


def test_searching_finds_headings_first_and_marks_words() -> None:
    found = MANUAL.find("告知单")
    assert found[0].chapter.id == "slip"
    assert MANUAL.find("撤销")[0].snippet
    for place in MANUAL.find("备份 书签"):
        for start, end in place.spans:
            assert place.snippet[start:end] in ("备份", "书签")
    assert MANUAL.find("") == MANUAL.find("火星移民") == []
    assert [place.chapter.part for place in MANUAL.only({"visitor"}).find("密码")] == []


def test_words_fold_as_everywhere() -> None:
    assert {p.chapter.id for p in MANUAL.find("ＣＴＲＬ＋K")} == {
        p.chapter.id for p in MANUAL.find("ctrl+k")
    }


def test_the_page_in_front_has_its_chapter() -> None:
    assert MANUAL.for_page("wizard").id == "assessing"
    assert MANUAL.for_page("火星") is MANUAL.chapters[0]
    first, last = MANUAL.chapters[0], MANUAL.chapters[-1]
    assert MANUAL.beside(first.id, -1) is MANUAL.beside(last.id, 1) is None
    assert MANUAL.beside(first.id, 1) is MANUAL.chapters[1]
    assert MANUAL.beside("火星", 1) is None


def test_html_is_escaped_and_words_are_plain(tmp_path: Path) -> None:
    (tmp_path / "contents.yaml").write_text(
        "title: 手册\nparts: [{id: a, title: 甲, about: 乙, chapters: [one]}]\npages: {}\n",
        encoding="utf-8",
    )
    (tmp_path / "one.md").write_text(
        "# 一\n\n<script>x</script> <kbd>F1</kbd>【好】\n\n## 二\n\n- **粗** `码`\n",
        encoding="utf-8",
    )
    from navigator.app.manual import read_manual

    made: Manual = read_manual(tmp_path)
    html = to_html(made.chapters[0])
    assert "<script" not in html
    assert "<kbd>F1</kbd>" in html
    assert "id='s1'" in html
    assert [s.heading for s in made.chapters[0].sections] == ["", "二"]
    assert made.chapters[0].sections[1].text == "粗 码"
    assert plain("| a | b |").strip("　") == "a　b"
    (tmp_path / "one.md").write_text("没有标题", encoding="utf-8")
    with pytest.raises(ValueError, match=r"one\.md"):
        read_manual(tmp_path)
