"""A few lines of our own in the reader's type, so that a choice of size can be judged."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QSizePolicy, QWidget

from navigator.ui.i18n import t
from navigator.ui.theme import Theme

_LINES = 3


class ReadingSample(QWidget):
    """Drawn with the same font, size and line height as official text."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(t("正文示例"))
        theme.changed.connect(self._changed)

    def _text(self) -> str:
        return t(
            "这是正文的样子：字号与行距以看着不累为准，一行三十五字上下最易读，"
            "数字如 2021 年、15% 也要清楚。"
        )

    def _changed(self) -> None:
        self.updateGeometry()
        self.update()

    def _line_height(self) -> int:
        return int(self._theme.font("reading").pixelSize() * self._theme.line_spacing)

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(300), self._line_height() * _LINES + self._theme.px(24))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        radius = self._theme.radius("m")
        painter.setPen(self._theme.colour("border"))
        painter.setBrush(self._theme.colour("window"))
        painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), radius, radius)
        painter.setPen(self._theme.colour("text"))
        inset = self._theme.px(12)
        layout = QTextLayout(self._text(), self._theme.font("reading"))
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.beginLayout()
        step = self._line_height()
        for number in range(_LINES):
            line = layout.createLine()
            if not line.isValid():
                break
            line.setLineWidth(self.width() - 2 * inset)
            line.setPosition(QPointF(inset, inset + number * step + (step - line.height()) / 2))
        layout.endLayout()
        layout.draw(painter, QPointF(0, 0))
        painter.end()
