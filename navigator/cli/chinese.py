"""argparse's own words in Chinese: usage, help, and what is wrong with a command typed."""

from __future__ import annotations

import argparse

# As they stand in CPython's Lib/argparse.py, 3.11 to 3.14.
WORDS = {
    "usage: ": "用法：",
    "positional arguments": "要写明的",
    "options": "选项",
    "show this help message and exit": "显示这份说明",
    "show program's version number and exit": "显示版本号",
    "argument %(argument_name)s: %(message)s": "%(argument_name)s：%(message)s",
    "invalid choice: %(value)r (choose from %(choices)s)": "没有 %(value)r，可以用 %(choices)s",
    "invalid choice: %(value)r, maybe you meant %(closest)r? (choose from %(choices)s)": (
        "没有 %(value)r，是不是 %(closest)r？可以用 %(choices)s"
    ),
    "invalid %(type)s value: %(value)r": "%(value)r 不是能用的值",
    "the following arguments are required: %s": "还缺 %s",
    "one of the arguments %s is required": "%s 里要写一个",
    "unrecognized arguments: %s": "不认识 %s",
    "not allowed with argument %s": "不能和 %s 一起用",
    "expected one argument": "后面要跟一个值",
    "expected at most one argument": "后面最多跟一个值",
    "expected at least one argument": "后面至少要跟一个值",
    "ignored explicit argument %r": "后面不能跟 %r",
    "ambiguous option: %(option)s could match %(matches)s": "%(option)s 可以是 %(matches)s，请写全",
}


def speak_chinese() -> None:
    """argparse looks its words up through gettext, under this one name."""
    setattr(argparse, "_", lambda text: WORDS.get(text, text))  # noqa: B010 (not in the stubs)
