"""Pinyin of the window's own words, so that ``zgxd`` finds 资格向导. Loaded when first needed."""

from __future__ import annotations

from functools import lru_cache


@lru_cache(maxsize=2048)
def initials(text: str) -> str:
    """First letters, lower case; letters and digits stay: ``PDF 导出`` gives ``pdf dc``."""
    from pypinyin import Style, lazy_pinyin

    return "".join(lazy_pinyin(text, style=Style.FIRST_LETTER)).lower()


@lru_cache(maxsize=2048)
def spelling(text: str) -> str:
    """The full spelling without tones and spaces: ``阅读`` gives ``yuedu``."""
    from pypinyin import lazy_pinyin

    return "".join(lazy_pinyin(text)).lower()
