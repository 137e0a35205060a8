"""``help``: the user manual in a terminal, its contents or what it says about some words."""

from __future__ import annotations

import argparse
from typing import Any

from navigator.cli.output import say, tell
from navigator.model.errors import ExpectedError


def add_commands(commands: Any) -> None:
    found = commands.add_parser("help", help="使用手册：目录，或手册里怎么说")
    found.add_argument(
        "words", nargs="*", metavar="词", help="章节编号，或要找的词；不写就列出目录"
    )
    found.set_defaults(run=_help)


def _help(options: argparse.Namespace) -> int:
    from navigator.app.manual import load_manual

    manual = load_manual()
    words = " ".join(options.words).strip()
    chapter = manual.chapter(words)
    if chapter is not None:
        say(chapter.title)
        for section in chapter.sections:
            say(f"\n{section.heading}" if section.heading else "")
            say(section.text)
        return 0
    if not words:
        for part in manual.parts:
            say(f"{part.title}：{part.about}")
            for item in part.chapters:
                say(f"  {item.id:18} {item.title}")
        tell("看一章：policy-navigator help 编号；找词：policy-navigator help 词")
        return 0
    places = manual.find(words)
    if not places:
        raise ExpectedError(
            f"使用手册里没有“{words}”", "没有改动任何内容", "少写几个字，或不写词看目录"
        )
    for place in places:
        heading = f"　{place.heading}" if place.heading else ""
        say(f"{place.chapter.id:18} {place.chapter.title}{heading}\n    {place.snippet}")
    return 0
