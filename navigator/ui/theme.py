"""The theme at run time: which tokens are in force, how large, and the style sheet made of them.

Style sheets are the files of ``resources/styles`` in order of name, with two notations of our own:
``@token`` is a colour of :mod:`navigator.ui.tokens`, ``12u`` is twelve pixels at 100 % zoom.
"""

from __future__ import annotations

import re
import weakref
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QDir, QObject, Qt, QTemporaryDir, Signal
from PySide6.QtGui import QColor, QFont, QIcon, QPalette
from PySide6.QtWidgets import QApplication

from navigator.resources import resource
from navigator.ui import icons, tokens
from navigator.ui.fonts import FontChoice, base_font
from navigator.ui.tokens import RADIUS, SPACE, THEMES, TYPE, ZOOM_MAX, ZOOM_MIN, ZOOM_STEP, Colours

MODES = ("system", "light", "dark", "contrast")
READING_SIZES = (14, 15, 16, 17, 18, 20, 22, 24)
LINE_SPACINGS = (1.5, 1.7, 1.9, 2.1)

# Marks the style sheet draws as images: file name -> (icon, colour token).
_MARKS: dict[str, tuple[str, str]] = {
    "check": ("check", "on_accent"),
    "check-plain": ("check", "accent_text"),
    "minus": ("minus", "on_accent"),
    "dot": ("dot", "on_accent"),
    "down": ("chevron-down", "text_soft"),
    "up": ("chevron-up", "text_soft"),
    "left": ("chevron-left", "text_soft"),
    "right": ("chevron-right", "text_soft"),
    "down-disabled": ("chevron-down", "text_disabled"),
    "close": ("x", "text_soft"),
    "calendar": ("calendar", "text_soft"),
}


class SettingsLike(Protocol):
    """The part of the settings every room of the window relies on."""

    def get(self, key: str, default: object = None) -> object: ...

    def set(self, key: str, value: object) -> None: ...


def sheet_template() -> str:
    """All style sheets, joined in order of file name."""
    folder = resource("styles")
    sheets = (path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.qss")))
    return re.sub(r"/\*.*?\*/", "", "\n".join(sheets), flags=re.DOTALL)


def fill_sheet(template: str, theme: str, zoom: int) -> str:
    """A Qt style sheet from a template. Raises KeyError for a colour that is no token."""
    known = {name: getattr(THEMES[theme], name) for name in tokens.colour_names()}
    known["marks"] = f"mark:{theme}"

    def colour(match: re.Match[str]) -> str:
        return str(known[match.group(1)])

    def length(match: re.Match[str]) -> str:
        pixels = float(match.group(1)) * zoom / 100
        return f"{int(pixels + 0.5)}px"

    return re.sub(r"(?<![\w.#])(\d+(?:\.\d+)?)u\b", length, re.sub(r"@([a-z_]+)", colour, template))


class Theme(QObject):
    """Colours, fonts, icons and lengths in force; ``changed`` follows every change of them."""

    changed = Signal()

    def __init__(self, settings: SettingsLike, font: FontChoice, parent: QObject | None = None):
        super().__init__(parent)
        self._settings = settings
        self._font = font
        self._template = sheet_template()
        self._marks = QTemporaryDir()
        weakref.finalize(self, self._marks.remove)  # at exit, too: nothing stays behind
        self._mode = self._choice("ui.theme", MODES, "system")
        zoom = settings.get("ui.zoom", 100)
        self._zoom = self._clamp(zoom) if isinstance(zoom, int) else 100
        hints = QApplication.styleHints()
        hints.colorSchemeChanged.connect(self._system_changed)

    def _choice(self, key: str, allowed: tuple, default: object) -> str:
        value = self._settings.get(key, default)
        return str(value if value in allowed else default)

    @staticmethod
    def _clamp(zoom: int) -> int:
        return max(ZOOM_MIN, min(ZOOM_MAX, zoom))

    # What is in force

    @property
    def mode(self) -> str:
        """``system``, ``light``, ``dark`` or ``contrast``, as chosen."""
        return self._mode

    @property
    def name(self) -> str:
        """The theme shown: ``light``, ``dark`` or ``contrast``."""
        if self._mode != "system":
            return self._mode
        dark = QApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
        return "dark" if dark else "light"

    @property
    def colours(self) -> Colours:
        return THEMES[self.name]

    @property
    def zoom(self) -> int:
        """Per cent, 80 to 200."""
        return self._zoom

    @property
    def reading_size(self) -> int:
        """Pixel size of official text at today's zoom."""
        return self.px(self.reading_choice)

    @property
    def reading_choice(self) -> int:
        """Pixel size of official text as chosen, before zoom: one of ``READING_SIZES``."""
        value = self._settings.get("ui.reading_size", 17)
        return value if isinstance(value, int) and value in READING_SIZES else 17

    @property
    def line_spacing(self) -> float:
        """Line height of official text as a multiple of the font size."""
        value = self._settings.get("ui.line_spacing", 1.7)
        return float(value) if isinstance(value, float) and value in LINE_SPACINGS else 1.7

    @property
    def motion(self) -> bool:
        """False when the user asked for less motion: animate nothing then."""
        return not self._settings.get("ui.reduce_motion", False)

    def hex(self, token: str) -> str:
        """``#rrggbb`` of a colour token."""
        return str(getattr(self.colours, token))

    def colour(self, token: str) -> QColor:
        return QColor(self.hex(token))

    def px(self, length: float) -> int:
        """A length of 100 % zoom in today's pixels."""
        return int(length * self._zoom / 100 + 0.5)

    def space(self, name: str) -> int:
        """A distance of the scale: ``xs s m l xl xxl``."""
        return self.px(SPACE[name])

    def radius(self, name: str) -> int:
        return self.px(RADIUS[name])

    def font(self, role: str = "body") -> QFont:
        """The font of a type role (see ``tokens.TYPE``) or of ``reading``."""
        size, weight = (self.reading_choice, 400) if role == "reading" else TYPE[role]
        font = base_font(self._font, self.px(size))
        font.setWeight(QFont.Weight(weight))
        return font

    def icon(self, name: str, normal: str = "text_soft", checked: str = "accent_text") -> QIcon:
        """An icon that keeps following the theme; colours are tokens."""
        return icons.tinted(name, self.hex, normal, checked)

    # Changing it

    def set_mode(self, mode: str) -> None:
        if mode not in MODES:
            raise ValueError(mode)
        self._mode = mode
        self._settings.set("ui.theme", mode)
        self.apply()

    def set_zoom(self, zoom: int) -> None:
        zoom = self._clamp(zoom)
        if zoom != self._zoom:
            self._zoom = zoom
            self._settings.set("ui.zoom", zoom)
            self.apply()

    def zoom_by(self, steps: int) -> None:
        """One step is ten per cent."""
        self.set_zoom(self._zoom + steps * ZOOM_STEP)

    def set_reading_size(self, pixels: int) -> None:
        self._settings.set("ui.reading_size", pixels)
        self.changed.emit()

    def set_line_spacing(self, factor: float) -> None:
        self._settings.set("ui.line_spacing", factor)
        self.changed.emit()

    def set_motion(self, on: bool) -> None:
        self._settings.set("ui.reduce_motion", not on)
        self.apply()

    def _system_changed(self) -> None:
        if self._mode == "system":
            self.apply()

    def apply(self) -> None:
        """Puts palette, font and style sheet on the application."""
        app = QApplication.instance()
        if not isinstance(app, QApplication):
            raise RuntimeError("a theme needs a QApplication")
        self._write_marks()
        app.setPalette(self._palette())
        app.setFont(self.font())
        app.setStyleSheet(fill_sheet(self._template, self.name, self._zoom))
        for effect in (Qt.UIEffect.UI_AnimateCombo, Qt.UIEffect.UI_AnimateMenu):
            QApplication.setEffectEnabled(effect, self.motion)
        self.changed.emit()

    def _write_marks(self) -> None:
        # A style sheet can only name files; a folder of its own per theme defeats Qt's image cache.
        folder = QDir(self._marks.path())
        folder.mkpath(self.name)
        for mark, (icon, token) in _MARKS.items():
            file = Path(folder.filePath(f"{self.name}/{mark}.svg"))
            file.write_text(icons.svg(icon, self.hex(token), 2.5), encoding="utf-8")
        QDir.setSearchPaths("mark", [folder.path()])

    def _palette(self) -> QPalette:
        palette = QPalette()
        role = QPalette.ColorRole
        for target, token in (
            (role.Window, "window"),
            (role.WindowText, "text"),
            (role.Base, "surface"),
            (role.AlternateBase, "sunken"),
            (role.Text, "text"),
            (role.Button, "surface"),
            (role.ButtonText, "text"),
            (role.BrightText, "on_danger"),
            (role.PlaceholderText, "text_faint"),
            (role.Highlight, "selection"),
            (role.HighlightedText, "on_selection"),
            (role.Link, "accent_text"),
            (role.LinkVisited, "accent_text"),
            (role.ToolTipBase, "inverse"),
            (role.ToolTipText, "on_inverse"),
            (role.Light, "surface"),
            (role.Midlight, "hover"),
            (role.Mid, "border"),
            (role.Dark, "border_strong"),
            (role.Shadow, "shadow"),
        ):
            palette.setColor(target, self.colour(token))
        if hasattr(role, "Accent"):
            palette.setColor(role.Accent, self.colour("accent"))
        for target in (role.WindowText, role.Text, role.ButtonText):
            palette.setColor(QPalette.ColorGroup.Disabled, target, self.colour("text_disabled"))
        return palette
