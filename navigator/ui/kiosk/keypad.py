"""Keys on the screen, for machines without a keyboard: digits for amounts and dates, letters for
the search field, which finds Chinese by the initials of its pinyin."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QComboBox, QDateEdit, QLineEdit, QPushButton, QWidget

from navigator.ui.i18n import t
from navigator.ui.theme import Theme
from navigator.ui.widgets import SearchField, button, column, row

BACK, CLEAR, CLOSE = "⌫", "清空", "收起"
NUMBERS = ("1234567890", (".", "-", "万", "亿", BACK, CLEAR, CLOSE))
LETTERS = ("1234567890", "qwertyuiop", "asdfghjkl", ("zxcvbnm", " ", BACK, CLEAR, CLOSE))
_NAMES = {BACK: "退一格", " ": "空格", ".": "小数点", "-": "短横"}


class Keypad(QWidget):
    """Follows the focus: shown while a field that takes typing has it."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setProperty("ground", "sunken")
        self._body = column(theme, self, (12, 8, 12, 8), 6)
        self._shown: tuple[object, ...] | None = None
        self._rows: QWidget | None = None
        self.keys: dict[str, QPushButton] = {}
        self.target: QWidget | None = None
        self.hide()
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._focus_moved)

    def _focus_moved(self, _old: QWidget | None, new: QWidget | None) -> None:
        if new is None or new.window() is not self.window():
            return
        field = isinstance(new, (QLineEdit, QDateEdit)) and not isinstance(new, QComboBox)
        if not field or (isinstance(new, QLineEdit) and new.isReadOnly()):
            self.target = None
            self.hide()
            return
        self.target = new
        self._lay(LETTERS if isinstance(new, SearchField) else NUMBERS)
        self.show()

    def _lay(self, rows: tuple[object, ...]) -> None:
        if rows == self._shown:
            return
        self._shown = rows
        if self._rows is not None:
            self._body.removeWidget(self._rows)
            self._rows.hide()
            self._rows.deleteLater()
        self._rows = QWidget()
        self.keys = {}
        lines = column(self._theme, self._rows, (0, 0, 0, 0), 6)
        for keys in rows:
            line = row(self._theme, None, (0, 0, 0, 0), 6)
            line.addStretch(1)
            for key in _flat(keys):
                line.addWidget(self._key(key), 3)
            line.addStretch(1)
            lines.addLayout(line)
        self._body.addWidget(self._rows)

    def _key(self, key: str) -> QPushButton:
        made = button(self._theme, t(_NAMES[" "]) if key == " " else t(key), large=True,
                      on_click=self._presser(key))  # fmt: skip
        made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        made.setMinimumSize(max(48, self._theme.px(36)), 48)
        made.setAccessibleName(t(_NAMES.get(key, key)))
        self.keys[key] = made
        return made

    def _presser(self, key: str) -> Callable[[], None]:
        return partial(self.press, key)

    def press(self, key: str) -> None:
        """Type one key into the field that has the focus."""
        target = self.target
        if target is None:
            return
        if key == CLOSE:
            self.hide()
        elif isinstance(target, QLineEdit):
            if key == BACK:
                target.backspace()
            elif key == CLEAR:
                target.clear()
            else:
                target.insert(key)
        else:
            self._send(target, key)

    @staticmethod
    def _send(target: QWidget, key: str) -> None:
        """Date fields take keys, not text: they move from part to part."""
        code = Qt.Key.Key_Backspace if key in (BACK, CLEAR) else Qt.Key(ord(key[0].upper()))
        text = "" if key in (BACK, CLEAR) else key
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, code, Qt.KeyboardModifier.NoModifier, text)
            QCoreApplication.sendEvent(target, event)


def _flat(keys: object) -> list[str]:
    if isinstance(keys, str):
        return list(keys)
    assert isinstance(keys, tuple)
    found: list[str] = []
    for key in keys:
        found += list(key) if len(key) > 3 else [key]
    return found
