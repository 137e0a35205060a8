"""bookmark and note: what a person keeps, from a terminal."""

from __future__ import annotations

import argparse
from typing import Any

from navigator.app.workbench import Workbench
from navigator.cli.output import print_json, say, tell
from navigator.cli.workbench import open_workbench
from navigator.model.desk import Passage, entry
from navigator.model.errors import ExpectedError

KEPT = "没有改动任何内容"


def add_commands(commands: Any) -> None:
    bookmark = commands.add_parser("bookmark", help="书签").add_subparsers(
        dest="action", required=True, metavar="add|list|remove"
    )
    command = bookmark.add_parser("add", help="给条款或文件加书签")
    command.add_argument("id", metavar="编号")
    command.add_argument("--quote", metavar="文字", help="只标其中这几个字")
    command.add_argument("--folder", metavar="文件夹")
    command.add_argument("--tag", action="append", default=[], metavar="标签")
    _finish(command, add_bookmark)
    _finish(bookmark.add_parser("list", help="列出书签"), list_bookmarks)
    command = bookmark.add_parser("remove", help="删除书签")
    command.add_argument("bookmark", metavar="书签编号")
    _finish(command, remove_bookmark)

    note = commands.add_parser("note", help="笔记").add_subparsers(
        dest="action", required=True, metavar="add|list|remove"
    )
    command = note.add_parser("add", help="写一条笔记（Markdown）")
    command.add_argument("text", metavar="文字")
    command.add_argument("--on", metavar="编号", help="写在哪个条款、哪份文件或哪项措施上")
    command.add_argument("--tag", action="append", default=[], metavar="标签")
    _finish(command, add_note)
    _finish(note.add_parser("list", help="列出笔记"), list_notes)
    command = note.add_parser("remove", help="删除笔记")
    command.add_argument("note", metavar="笔记编号")
    _finish(command, remove_note)


def _finish(command: argparse.ArgumentParser, run: Any) -> None:
    command.add_argument("--json", action="store_true", help="输出一份 JSON")
    command.set_defaults(run=run)


def _known(bench: Workbench, identifier: str) -> bool:
    return bench.contents.exists(identifier) or identifier in bench.catalogue.by_id


def add_bookmark(options: argparse.Namespace) -> int:
    from navigator.model.anchors import passage

    with open_workbench(options) as bench:
        if not bench.contents.exists(options.id):
            raise ExpectedError(
                f"没有编号为“{options.id}”的条款或文件", KEPT,
                "用 policy-navigator provisions 加文件编号，可以列出全部条款",
            )  # fmt: skip
        view = bench.contents.provision(options.id) if "#" in options.id else None
        wording = (view.provision.wording or view.digest or "") if view else ""
        if options.quote:
            start = wording.find(options.quote)
            if start < 0:
                raise ExpectedError(
                    f"这一条里没有“{options.quote}”这几个字", KEPT, "请照原文抄写要标的文字"
                )
            marked = passage(wording, start, start + len(options.quote))
        else:
            marked = passage(wording, 0, len(wording)) if wording else Passage("")
        kept = bench.desk.bookmarks.add(
            options.id, passage=marked, folder=options.folder, tags=options.tag
        )
        return _added(bench, kept, options.json, "已加书签")


def add_note(options: argparse.Namespace) -> int:
    with open_workbench(options) as bench:
        if options.on and not _known(bench, options.on):
            raise ExpectedError(
                f"没有编号为“{options.on}”的条款、文件或措施", KEPT, "请核对 --on 后面的编号"
            )
        if not options.text.strip():
            raise ExpectedError("笔记是空的", KEPT, "请写上内容")
        kept = bench.desk.notes.add(options.text, on=options.on, tags=options.tag)
        return _added(bench, kept, options.json, "已记下笔记")


def _added(bench: Workbench, kept: Any, as_json: bool, said: str) -> int:
    if as_json:
        print_json(entry(kept, lambda identifier: _known(bench, identifier)))
    else:
        say(f"{said} {kept.id}")
    return 0


def list_bookmarks(options: argparse.Namespace) -> int:
    with open_workbench(options) as bench:
        return _list(bench, bench.desk.bookmarks.all(), options.json, "还没有书签。")


def list_notes(options: argparse.Namespace) -> int:
    with open_workbench(options) as bench:
        return _list(bench, bench.desk.notes.all(), options.json, "还没有笔记。")


def _list(bench: Workbench, items: list[Any], as_json: bool, nothing: str) -> int:
    entries = [entry(item, lambda identifier: _known(bench, identifier)) for item in items]
    if as_json:
        print_json(entries)
        return 0
    for item in entries:
        place = f"{item['folder']} / " if item["folder"] else ""
        tags = " ".join(f"#{tag}" for tag in item["tags"])
        gone = "" if item["found"] else "（原条款已不在资料库，文字保留）"
        say(f"{item['id']}  {place}{item['on'] or '随手记'} {tags}{gone}")
        say(f"  {item.get('quote') or item.get('text') or ''}")
    if not entries:
        tell(nothing)
    return 0


def remove_bookmark(options: argparse.Namespace) -> int:
    with open_workbench(options) as bench:
        return _removed(
            bench.desk.bookmarks.remove(options.bookmark), options.bookmark, "书签", options.json
        )


def remove_note(options: argparse.Namespace) -> int:
    with open_workbench(options) as bench:
        return _removed(bench.desk.notes.remove(options.note), options.note, "笔记", options.json)


def _removed(done: bool, identifier: str, what: str, as_json: bool) -> int:
    if not done:
        raise ExpectedError(f"没有编号为“{identifier}”的{what}", KEPT, "用 list 可以列出编号")
    if as_json:
        print_json({"removed": identifier})
    else:
        say(f"已删除{what} {identifier}，在窗口的回收站里可以恢复。")
    return 0
