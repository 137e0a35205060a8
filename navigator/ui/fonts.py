"""Chinese fonts: which family the window uses, and where the bundled one lies.

Without a Chinese font Qt draws boxes, so the choice is made before the first widget and the window
says so when there is none.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple

from PySide6.QtGui import QFont, QFontDatabase

# Best on screen first. Exports choose for themselves: Noto CJK spoils the text layer of Qt's PDFs.
PREFERRED: tuple[str, ...] = (
    "Microsoft YaHei UI",
    "Microsoft YaHei",
    "PingFang SC",
    "Noto Sans CJK SC",
    "Noto Sans SC",
    "Source Han Sans SC",
    "Source Han Sans CN",
    "HarmonyOS Sans SC",
    "MiSans",
    "WenQuanYi Micro Hei",
    "文泉驛微米黑",
    "Hiragino Sans GB",
    "WenQuanYi Zen Hei",
    "Droid Sans Fallback",
    "SimHei",
    "SimSun",
)


class FontChoice(NamedTuple):
    """The family of the window; ``family`` is None when nothing on this machine has Chinese."""

    family: str | None
    bundled: bool = False


def bundled_font() -> Path | None:
    """Path of the WenQuanYi Micro Hei that comes as a package, None when it is not installed."""
    spec = importlib.util.find_spec("paperang_p2_fonts_cjk")
    if spec is None or spec.origin is None:
        return None
    path = Path(spec.origin).parent / "fonts" / "wqy-microhei.ttc"
    return path if path.is_file() else None


def _system_families() -> list[str]:
    return QFontDatabase.families(QFontDatabase.WritingSystem.SimplifiedChinese)


def _load(path: Path) -> list[str]:
    # Read in Python, so that a path with any characters works on every platform.
    number = QFontDatabase.addApplicationFontFromData(path.read_bytes())
    return QFontDatabase.applicationFontFamilies(number) if number >= 0 else []


def choose_font(
    system: Callable[[], Iterable[str]] = _system_families,
    bundled: Callable[[], Path | None] = bundled_font,
) -> FontChoice:
    """The family to use: a preferred one of the system, any other with Chinese, the bundled one."""
    families = list(system())
    for name in PREFERRED:
        if name in families:
            return FontChoice(name)
    usable = [name for name in families if "Mono" not in name]
    if usable:
        return FontChoice(usable[0])
    path = bundled()
    loaded = _load(path) if path is not None else []
    proportional = [name for name in loaded if "Mono" not in name]
    return FontChoice(proportional[0], bundled=True) if proportional else FontChoice(None)


def base_font(choice: FontChoice, pixel_size: int) -> QFont:
    """The application's font: antialiased, kerned, with figures of one width."""
    font = QFont()
    if choice.family is not None:
        font.setFamilies([choice.family])
    font.setPixelSize(pixel_size)
    font.setKerning(True)
    font.setStyleStrategy(QFont.StyleStrategy.PreferAntialias)
    font.setHintingPreference(QFont.HintingPreference.PreferVerticalHinting)
    if hasattr(font, "setFeature"):  # Qt 6.7; older ones draw the family's default figures
        font.setFeature(QFont.Tag("tnum"), 1)
    return font
