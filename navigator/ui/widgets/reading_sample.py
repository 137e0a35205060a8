"""A few lines of our own in the reader's type, so that a choice of size can be judged."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QSizePolicy, QWidget

from navigator.ui.i18n import t
from navigator.ui.theme import Theme

_CHARACTERS = 36  # the measure of the reader


class ReadingSample(QWidget):
    """Drawn with the same font, size, line height and measure as official text."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
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

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        _, height = self._lay_out(width)
        return height

    def sizeHint(self) -> QSize:
        width = self._theme.px(300)
        return QSize(width, self.heightForWidth(width))

    def _lay_out(self, width: int) -> tuple[QTextLayout, int]:
        """The lines for ``width`` and the height of the whole with its margins."""
        font = self._theme.font("reading")
        inset = self._theme.px(14)
        step = int(font.pixelSize() * self._theme.line_spacing)
        measure = min(width - 2 * inset, font.pixelSize() * _CHARACTERS)
        layout = QTextLayout(self._text(), font)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.beginLayout()
        number = 0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(measure)
            line.setPosition(QPointF(inset, inset + number * step + (step - line.height()) / 2))
            number += 1
        layout.endLayout()
        return layout, number * step + 2 * inset

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        radius = self._theme.radius("m")
        painter.setPen(self._theme.colour("border"))
        painter.setBrush(self._theme.colour("window"))
        painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), radius, radius)
        painter.setPen(self._theme.colour("text"))
        layout, _ = self._lay_out(self.width())
        layout.draw(painter, QPointF(0, 0))
        painter.end()
