"""Where an entry is filed: folder, tags and, for a bookmark, its colour."""

from __future__ import annotations

import re
from collections.abc import Sequence

from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QComboBox,
    QCompleter,
    QLineEdit,
    QWidget,
)

from navigator.model.desk import COLOURS
from navigator.ui.highlights import NAMES
from navigator.ui.i18n import t
from navigator.ui.pages.desk.entry_delegate import paint_dot
from navigator.ui.theme import Theme
from navigator.ui.widgets import label, row

_APART = re.compile(r"[\s,，、;；#＃]+")


def split_tags(text: str) -> list[str]:
    """Tags as typed: apart by space, comma or #, without doubles."""
    return list(dict.fromkeys(part for part in _APART.split(text) if part))


class ColourDot(QAbstractButton):
    """One colour of a bookmark; the chosen one is ringed."""

    def __init__(self, theme: Theme, colour: str) -> None:
        super().__init__()
        self._theme = theme
        self.colour = colour
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(t("颜色：{name}", name=t(NAMES[colour])))
        self.setToolTip(self.accessibleName())

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(26), self._theme.px(26))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        middle = QPointF(self.width() / 2, self.height() / 2)
        px = self._theme.px
        if self.isChecked() or self.hasFocus():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            pen = painter.pen()
            pen.setColor(self._theme.colour("focus" if self.hasFocus() else "text"))
            pen.setWidth(2)
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(middle, px(11), px(11))
        paint_dot(painter, self._theme, self.colour, middle, px(7))
        if self.isChecked():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(Qt.GlobalColor.black)
            painter.drawEllipse(middle, px(2), px(2))
        painter.end()


class MetaBar(QWidget):
    """A line of fields; each change is told at once."""

    folderChosen = Signal(str)  # noqa: N815 (Qt spelling)
    tagsChosen = Signal(object)  # noqa: N815 (Qt spelling) list of tags
    colourChosen = Signal(str)  # noqa: N815 (Qt spelling)

    def __init__(self, theme: Theme, with_colour: bool) -> None:
        super().__init__()
        self._tags: tuple[str, ...] = ()
        line = row(theme, self, (0, 0, 0, 0), 8)
        self.folder = QComboBox()
        self.folder.setEditable(True)
        self.folder.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.folder.setAccessibleName(t("放在哪个文件夹"))
        self.folder.setMinimumWidth(theme.px(130))
        edit = self.folder.lineEdit()
        assert edit is not None
        edit.setPlaceholderText(t("未分文件夹"))
        edit.setAccessibleName(t("放在哪个文件夹"))
        edit.editingFinished.connect(self._folder_done)
        self.folder.activated.connect(lambda _row: self._folder_done())
        self.tags = QLineEdit()
        self.tags.setAccessibleName(t("标签"))
        self.tags.setPlaceholderText(t("标签，用空格分开"))
        self.tags.editingFinished.connect(self._tags_done)
        line.addWidget(label(t("文件夹"), "soft", wrap=False))
        line.addWidget(self.folder, 1)
        line.addWidget(label(t("标签"), "soft", wrap=False))
        line.addWidget(self.tags, 2)
        self._group = QButtonGroup(self)
        self.dots: dict[str, ColourDot] = {}
        for colour in COLOURS if with_colour else ():
            dot = ColourDot(theme, colour)
            self._group.addButton(dot)
            dot.clicked.connect(lambda _on=False, c=colour: self.colourChosen.emit(c))
            self.dots[colour] = dot
            line.addWidget(dot)
        self._folder = ""

    def show_entry(
        self,
        folder: str,
        tags: Sequence[str],
        colour: str,
        folders: Sequence[str],
        known: Sequence[str],
    ) -> None:
        """Fill the fields; ``folders`` and ``known`` tags are offered."""
        self._folder, self._tags = folder, tuple(tags)
        self.folder.blockSignals(True)
        self.folder.clear()
        self.folder.addItems(["", *folders])
        self.folder.setCurrentText(folder)
        self.folder.blockSignals(False)
        self.tags.setText(" ".join(tags))
        completer = QCompleter(list(known), self.tags)
        self.tags.setCompleter(completer)
        if colour in self.dots:
            self.dots[colour].setChecked(True)

    def _folder_done(self) -> None:
        typed = self.folder.currentText().strip().strip("/")
        if typed != self._folder:
            self._folder = typed
            self.folderChosen.emit(typed)

    def _tags_done(self) -> None:
        typed = split_tags(self.tags.text())
        if tuple(typed) != self._tags:
            self._tags = tuple(typed)
            self.tagsChosen.emit(typed)
