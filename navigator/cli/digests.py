"""digests: our own words on provisions, for whoever prepares the next compilation."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from navigator.app.workbench import Workbench
from navigator.catalogue.yaml_source import Problem
from navigator.cli.output import print_json, say, tell
from navigator.cli.workbench import open_workbench
from navigator.model.documents import Document
from navigator.model.errors import CatalogueError, ExpectedError

if TYPE_CHECKING:
    from navigator.catalogue.digest_check import Coverage
    from navigator.model.digests import Digests

KEPT = "没有改动任何内容"


def add_commands(commands: Any) -> None:
    digests = commands.add_parser("digests", help="编写和核对要点（给准备下一期汇编的人）")
    actions = digests.add_subparsers(
        dest="action", required=True, metavar="skeleton|progress|missing|check|stamp"
    )
    command = actions.add_parser("skeleton", help="建立待填写的要点文件")
    wanted = command.add_mutually_exclusive_group(required=True)
    wanted.add_argument(
        "source",
        nargs="?",
        metavar="汇编文件或文件编号",
        help="一份汇编（不必先导入），或一份已导入文件的编号",
    )
    wanted.add_argument("--from-library", metavar="文件编号", help="已导入文件的编号")
    command.add_argument(
        "--output",
        type=Path,
        metavar="文件或文件夹",
        help="写到文件（汇编里不止一份时写到文件夹），默认写到屏幕",
    )
    command.add_argument("--force", action="store_true", help="已有同名文件时替换")
    command.set_defaults(run=run_skeleton)

    command = actions.add_parser("progress", help="每份文件的要点写到哪一步")
    _folder(command)
    command.add_argument("--json", action="store_true", help="输出一份 JSON")
    command.set_defaults(run=run_progress)

    command = actions.add_parser("missing", help="还缺哪些要点，哪些因原文变动须复核")
    _folder(command)
    command.add_argument("--json", action="store_true", help="输出一份 JSON")
    command.set_defaults(run=run_missing)

    command = actions.add_parser("check", help="拿要点与已导入的原文逐条核对")
    _folder(command)
    command.add_argument("--json", action="store_true", help="输出一份 JSON")
    command.set_defaults(run=run_check)

    command = actions.add_parser("stamp", help="复核完后记下所依据的原文（写入 seen）")
    command.add_argument("files", nargs="+", type=Path, metavar="要点文件")
    command.set_defaults(run=run_stamp)


def _folder(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--folder", type=Path, metavar="文件夹", help="要点文件在哪里，默认用软件自带的"
    )


def _imported(bench: Workbench) -> list[Document]:
    """Documents with their provisions. Raises ExpectedError when there is none."""
    library = bench.library
    found = [
        replace(record.document, provisions=tuple(library.provisions(record.id)))
        for record in library.documents()
    ]
    if not found:
        raise ExpectedError(
            "资料库里还没有官方原文", KEPT, "请先用 policy-navigator import 导入汇编"
        )
    return found


# -- skeleton --------------------------------------------------------------------------------


def run_skeleton(options: argparse.Namespace) -> int:
    """Raises ExpectedError (ReadError, ExportError, StoreError among them)."""
    from navigator.catalogue.digest_files import skeleton

    wanted = options.from_library or options.source
    with open_workbench(options) as bench:
        if options.from_library is None and Path(wanted).is_file():
            from navigator.ingest import read_publication

            documents = list(read_publication(Path(wanted)).documents)
        else:
            documents = [_from_library(bench, wanted)]
        known = bench.digests.by_id
        texts = {item.id: skeleton(item, known.get(item.id)) for item in documents}
    if options.output is None:
        print("---\n".join(texts.values()), end="")
        return 0
    if len(texts) == 1 and not options.output.is_dir():
        places = dict(zip([options.output], texts.values(), strict=True))
    else:
        places = {options.output / f"{name}.yaml": text for name, text in texts.items()}
    _write(places, options.force)
    count = sum(len(item.provisions) for item in documents)
    tell(f"已写到 {options.output}，{len(texts)} 份文件共 {count} 条。请填写空着的各项。")
    return 0


def _from_library(bench: Workbench, document_id: str) -> Document:
    record = bench.library.document(document_id)
    if record is None:
        known = bench.digests.by_id.get(document_id)
        what = (
            f"《{known.document.title}》的原文还没有导入"
            if known
            else f"资料库里没有编号为“{document_id}”的文件，这里也没有这个名字的汇编"
        )
        raise ExpectedError(what, KEPT, "先用 import 导入汇编；用 documents 可以列出文件编号")
    return replace(record.document, provisions=tuple(bench.library.provisions(record.id)))


def _write(places: dict[Path, str], force: bool) -> None:
    """All files, or none when one of them is in the way. Raises ExportError."""
    from navigator.export.files import write_file
    from navigator.model.errors import ExportError

    there = [path.name for path in places if path.exists() and not path.is_dir()]
    if there and not force:
        raise ExportError(f"“{'”“'.join(there[:5])}”已经存在", KEPT, "换个位置，或加 --force 替换")
    for path, text in places.items():
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise ExportError(
                f"文件夹“{path.parent}”建不了（{error.strerror or error}）", KEPT, "请换个位置"
            ) from error
        write_file(path, text.encode(), force=force)


# -- progress and missing --------------------------------------------------------------------

_BAR = 20  # blocks of a whole bar


def _coverage(
    options: argparse.Namespace,
) -> tuple[Digests, list[tuple[Document, Coverage]], Coverage, Iterable[Problem]]:
    """The digests, what is done of each document and of all, and mistakes of form."""
    from navigator.catalogue.digest_check import coverage
    from navigator.catalogue.digest_files import read_folder

    with open_workbench(options) as bench:
        documents = _imported(bench)
        faulty: Iterable[Problem] = ()
        if options.folder is None:
            digests = bench.digests
        else:
            folder = read_folder(options.folder)
            digests, faulty = folder.digests, folder.problems
    parts = [(document, coverage(digests, [document])) for document in documents]
    return digests, parts, coverage(digests, documents), faulty


def run_progress(options: argparse.Namespace) -> int:
    """How far each document has come. Raises CatalogueError, ExpectedError, StoreError."""
    digests, parts, whole, faulty = _coverage(options)
    if options.json:
        print_json(
            {
                **_figures(whole),
                "documents": [
                    {
                        "id": document.id,
                        "title": document.title,
                        "has_file": document.id in digests.by_id,
                        **_figures(part),
                    }
                    for document, part in parts
                ],
            }
        )
    else:
        for document, part in parts:
            say(f"{_bar(part)}  《{document.title}》  {document.id}")
        say(f"{_bar(whole)}  全部 {len(parts)} 份文件")
    for problem in faulty:
        tell(str(problem))
    return 0


def _figures(part: Coverage) -> dict[str, Any]:
    return {
        "provisions": part.total,
        "done": part.total - len(part.missing) - len(part.stale),
        "percent": part.percent,
        "missing": len(part.missing),
        "stale": len(part.stale),
        "unstamped": len(part.unseen),
    }


def _bar(part: Coverage) -> str:
    full = int(_BAR * part.percent / 100)
    done = part.total - len(part.missing) - len(part.stale)
    rest = f"，待复核 {len(part.stale)}" if part.stale else ""
    return f"{'█' * full}{'░' * (_BAR - full)} {part.percent:5.1f}%（{done}/{part.total}{rest}）"


def run_missing(options: argparse.Namespace) -> int:
    """What is left to do. Raises CatalogueError, ExpectedError, StoreError."""
    digests, parts, whole, faulty = _coverage(options)
    if options.json:
        print_json(
            {
                "provisions": whole.total,
                "done": whole.total - len(whole.missing) - len(whole.stale),
                "percent": whole.percent,
                "missing": list(whole.missing),
                "stale": list(whole.stale),
                "unstamped": list(whole.unseen),
                "documents": [
                    {
                        "id": document.id,
                        "title": document.title,
                        "has_file": document.id in digests.by_id,
                        "provisions": part.total,
                        "missing": len(part.missing),
                        "stale": len(part.stale),
                        "percent": part.percent,
                    }
                    for document, part in parts
                ],
            }
        )
    else:
        for document, part in parts:
            if not (part.missing or part.stale) and document.id in digests.by_id:
                continue
            say(f"《{document.title}》  {document.id}")
            if document.id not in digests.by_id:
                say(f"  还没有要点文件（共 {part.total} 条）")
                continue
            for words, ids in (("缺要点", part.missing), ("原文已变，待复核", part.stale)):
                for provision_id in ids:
                    say(f"  {words}：{provision_id}")
        say(
            f"完成 {whole.percent}%：共 {whole.total} 条，缺 {len(whole.missing)} 条，"
            f"待复核 {len(whole.stale)} 条，未盖章 {len(whole.unseen)} 条。"
        )
    for problem in faulty:
        tell(str(problem))
    return 0


# -- check -----------------------------------------------------------------------------------


def run_check(options: argparse.Namespace) -> int:
    """Raises CatalogueError, ExpectedError, StoreError."""
    from navigator.catalogue.digest_check import check, short_percent
    from navigator.catalogue.digest_files import read_folder
    from navigator.catalogue.documents import documents_folder

    with open_workbench(options) as bench:
        documents = _imported(bench)
    folder = read_folder(options.folder or documents_folder())
    # A file with a mistake of form is told of once, not again as a document without digests.
    unread = {problem.file.removesuffix(".yaml") for problem in folder.problems}
    here = [document for document in documents if document.id not in unread]
    problems = [*folder.problems, *check(folder.digests, here, folder.lines)]
    present = {document.id for document in documents}
    unverified = [item.id for item in folder.digests.documents if item.id not in present]
    counted = sum(len(item.provisions) for item in folder.digests.documents if item.id in present)
    if options.json:
        print_json(
            {
                "ok": not problems,
                "documents": len(folder.digests.documents) - len(unverified),
                "provisions": counted,
                "short_percent": short_percent(folder.digests),
                "problems": [
                    {
                        "file": problem.file,
                        "line": problem.line,
                        "key": problem.key,
                        "expected": problem.expected,
                    }
                    for problem in problems
                ],
                "unverified": unverified,
            }
        )
    else:
        for problem in problems:
            say(str(problem))
        say(
            f"核对了 {len(folder.digests.documents) - len(unverified)} 份文件的 {counted} 条要点，"
            + (f"有 {len(problems)} 处要改。" if problems else "没有发现问题。")
        )
        if unverified:
            say(f"原文没有导入、没法核对的：{'、'.join(unverified)}")
    return 1 if problems else 0


# -- stamp -----------------------------------------------------------------------------------


def run_stamp(options: argparse.Namespace) -> int:
    """Writes every file whole or not at all. Raises CatalogueError, ExportError, StoreError."""
    from navigator.catalogue.digest_files import document_id, stamp
    from navigator.export.files import write_file
    from navigator.model.digests import fingerprint

    stamped = []
    with open_workbench(options) as bench:
        for path in options.files:
            text = _read(path)
            identifier = document_id(text, path.name)
            if not bench.library.exists(identifier):
                raise ExpectedError(
                    f"{path.name} 所说的“{identifier}”原文还没有导入",
                    KEPT,
                    "请先用 policy-navigator import 导入汇编",
                )
            prints = {p.path: fingerprint(p) for p in bench.library.provisions(identifier)}
            stamped.append((path, text, stamp(text, path.name, prints)))
    for path, before, after in stamped:
        if after.text != before:
            write_file(path, after.text.encode(), force=True)
        say(
            f"{path.name}：新记 {after.fresh} 条，更新 {after.renewed} 条，"
            f"不变 {after.same} 条，还空着 {after.empty} 条"
        )
    return 0


def _read(path: Path) -> str:
    """The file as it is, line ends included."""
    try:
        return path.read_bytes().decode()
    except OSError as error:
        raise CatalogueError(
            f"“{path}”读不出来（{error.strerror or error}）", KEPT, "请核对文件名"
        ) from error
    except UnicodeDecodeError as error:
        raise CatalogueError(
            f"“{path.name}”不是 UTF-8 编码", KEPT, "请另存为 UTF-8 后再试"
        ) from error
