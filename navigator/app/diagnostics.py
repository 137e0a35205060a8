"""What a clerk can hand to support: versions, sizes, checks and the log, nothing of a person.

Plain text, so that it can be read before it is saved. Counts say how much is there, never what:
no note, answer, query, file name of an import, folder name or name of a user appears.
"""

from __future__ import annotations

import importlib.metadata
import platform
import shutil
import sqlite3
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from navigator import __version__
from navigator.app.logs import FILE_NAME

if TYPE_CHECKING:
    from navigator.app.workbench import Workbench

_PACKAGES = ("PySide6-Essentials", "sqlite-utils", "Whoosh-Reloaded", "PyYAML", "python-docx",
             "pypdf", "lxml", "cryptography")  # fmt: skip
LOG_LINES = 200


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and its lines."""

    title: str
    lines: tuple[str, ...]


def collect(bench: Workbench) -> list[Section]:
    """Everything support asks for first. Faults met on the way become lines of the text."""
    sections = [
        Section("程序", tuple(_program())),
        Section("系统", tuple(_system())),
        Section("文件", tuple(_files(bench))),
    ]
    for title, lines in (("检查", _checks), ("资料库", _library), ("书桌", _desk)):
        try:  # the checks first: looking at a library that is not there would begin one
            found = tuple(lines(bench))
        except Exception as error:  # a broken store is the very reason to write this
            found = (f"读不了：{type(error).__name__}",)
        sections.append(Section(title, found))
    sections.append(Section("日志", tuple(_log(bench))))
    return [Section(s.title, tuple(_plain(line, bench) for line in s.lines)) for s in sections]


def as_text(sections: list[Section]) -> str:
    """The sections as one text file."""
    parts = ["政策导航 诊断信息", "不含姓名、答案、笔记、查找内容和文件夹名称。", ""]
    for section in sections:
        parts += [f"【{section.title}】", *(section.lines or ("（无）",)), ""]
    return "\n".join(parts)


def _program() -> list[str]:
    lines = [f"版本 {__version__}", f"Python {platform.python_version()}"]
    for name in _PACKAGES:
        try:
            lines.append(f"{name} {importlib.metadata.version(name)}")
        except importlib.metadata.PackageNotFoundError:
            lines.append(f"{name} 未登记版本")
    return [
        *lines,
        f"SQLite {sqlite3.sqlite_version}",
        f"打包版 {'是' if getattr(sys, 'frozen', False) else '否'}",
    ]


def _system() -> list[str]:
    return [f"{platform.system()} {platform.release()} {platform.machine()}",
            f"C 库 {' '.join(platform.libc_ver()) or '未知'}"]  # fmt: skip


def _files(bench: Workbench) -> list[str]:
    paths = bench.paths
    lines = [f"便携 {paths.portable}"]
    if paths.root.is_dir():
        free = shutil.disk_usage(paths.root).free
        lines.append(f"可用空间 {free // 1024**2} MiB")
    for name, place in (("资料库", paths.library), ("书桌", paths.desk), ("索引", paths.index_folder),
                        ("备份", paths.backups), ("日志", paths.logs)):  # fmt: skip
        lines.append(f"{name} {_size(place) // 1024} KiB")
    return lines


def _size(place: Path) -> int:
    if place.is_file():
        return place.stat().st_size
    return sum(file.stat().st_size for file in place.rglob("*") if file.is_file())


def _library(bench: Workbench) -> list[str]:
    views = bench.documents()
    official = [view for view in views if view.official]
    return [
        f"有原文的文件 {len(official)}，只有要点的文件 {len(views) - len(official)}",
        f"条款 {sum(view.provision_count for view in views)}",
        f"导入过 {len(bench.library.sources())} 个文件",
        *(f"来源 SHA-256 {record.source.sha256}" for record in bench.library.sources()),
        f"第 {bench.library.generation} 代",
        f"要点和措施 {bench.catalogue_edition}",
    ]


def _desk(bench: Workbench) -> list[str]:
    desk = bench.desk
    return [
        f"书签 {len(desk.bookmarks.all())}",
        f"笔记 {len(desk.notes.all())}",
        f"已存测算 {len(desk.assessments.all())}",
    ]


def _checks(bench: Workbench) -> list[str]:
    report = bench.verify()
    if report.ok:
        return [f"检查了{'、'.join(report.checked)}，没有发现问题"]
    return [f"{problem.where}：{problem.what}" for problem in report.problems]


def _log(bench: Workbench) -> list[str]:
    path = bench.paths.logs / FILE_NAME
    try:
        lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return []
    return lines[-LOG_LINES:]


def _plain(line: str, bench: Workbench) -> str:
    """Folder names may hold the name of a person."""
    for place, word in ((bench.paths.root, "<数据文件夹>"), (Path.home(), "<用户文件夹>")):
        line = line.replace(str(place), word)
    return line
