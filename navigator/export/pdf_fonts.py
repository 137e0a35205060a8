"""The one font of our PDFs, and a Qt application to draw with.

WenQuanYi Micro Hei is embedded because Qt's PDFs of other free Chinese fonts lose characters when
their text is read back (measured; see docs/architecture.md).
"""

from __future__ import annotations

import importlib.util
from functools import cache
from pathlib import Path

from PySide6.QtGui import QFont, QFontDatabase, QGuiApplication

from navigator.model.errors import ExportError

_SYSTEM_FONTS = (
    "/usr/share/fonts/truetype/wqy/wqy-microhei.ttc",
    "/usr/share/fonts/wqy-microhei/wqy-microhei.ttc",
    "/usr/share/fonts/wenquanyi/wqy-microhei/wqy-microhei.ttc",
)
_keep: list[QGuiApplication] = []  # an application must outlive every font and layout


def font_file() -> Path | None:
    """WenQuanYi Micro Hei, from its package or the system."""
    spec = importlib.util.find_spec("paperang_p2_fonts_cjk")
    candidates = [Path(name) for name in _SYSTEM_FONTS]
    if spec is not None and spec.origin is not None:
        candidates.insert(0, Path(spec.origin).parent / "fonts" / "wqy-microhei.ttc")
    return next((path for path in candidates if path.is_file()), None)


def ensure_application() -> None:
    """A Qt application to draw with; an offscreen one where none runs yet.

    Exports show no window, so the command line needs no display whatever the machine has.
    """
    if QGuiApplication.instance() is None:
        _keep.append(QGuiApplication(["policy-navigator", "-platform", "offscreen"]))


@cache
def font_family() -> str:
    """The family to embed. Raises ExportError where the font is missing."""
    ensure_application()
    path = font_file()
    # Read in Python, so that a path with any characters works on every platform.
    number = QFontDatabase.addApplicationFontFromData(path.read_bytes()) if path else -1
    families = QFontDatabase.applicationFontFamilies(number) if number >= 0 else []
    proportional = [name for name in families if "Mono" not in name]
    if not proportional:
        raise ExportError(
            "缺少文泉驿微米黑字体，PDF 里的中文会丢字，所以没有生成",
            "没有写出任何内容",
            "请安装 fonts-wqy-microhei 后再试，或先导出 DOCX",
        )
    return str(proportional[0])


def font(size: float) -> QFont:
    """The font at ``size`` points; a pixel is a tenth of a point, on every device."""
    made = QFont(font_family())
    made.setPixelSize(round(size * 10))
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return made
