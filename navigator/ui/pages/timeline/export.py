"""The whole picture as a file: PNG or SVG, drawn on another thread from values taken before."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QImage, QPainter
from PySide6.QtSvg import QSvgGenerator

from navigator.app.timeline import Group
from navigator.export import write_file
from navigator.model.errors import ExportError
from navigator.ui.i18n import t
from navigator.ui.pages.timeline.axis import Frame, draw_axis
from navigator.ui.pages.timeline.legend import caption, draw_legend, legend_rows, line_height
from navigator.ui.pages.timeline.look import Look
from navigator.ui.pages.timeline.picture import draw_rows
from navigator.ui.pages.timeline.plan import Plan
from navigator.ui.pages.timeline.scale import Scale, fitting

WIDTH = 1600
LABELS = 400
MARGIN = 32
SHARPNESS = 2  # pixels of the PNG for each of the picture's
_FALLBACKS = "Noto Sans CJK SC, Source Han Sans SC, Microsoft YaHei, PingFang SC, sans-serif"
FORMATS = (".png", ".svg")


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is to be drawn. Holds no widget."""

    title: str
    groups: Sequence[Group]
    as_of: dt.date
    span: tuple[dt.date, dt.date]
    total: int
    look: Look
    narrowed: str = ""  # the filters in words


@dataclass(frozen=True, slots=True)
class _Layout:
    plan: Plan
    frame: Frame
    head: float

    @property
    def height(self) -> int:
        return int(self.head + self.plan.height + 2 * MARGIN) + 1


def _lay_out(sheet: Sheet) -> _Layout:
    look = sheet.look
    plan = Plan(sheet.groups, look.row, look.head)
    inner = WIDTH - 2 * MARGIN
    scale: Scale = fitting(*sheet.span, inner - LABELS)
    frame = Frame(inner, LABELS, scale, sheet.as_of)
    title = QFontMetricsF(look.title).height()
    lines = len(legend_rows(look, inner))
    head = title + QFontMetricsF(look.body).height() + 16 + lines * line_height(look) + 12
    return _Layout(plan, frame, head + look.axis)


def _measures(layout: _Layout) -> int:
    return sum(not lane.is_document for lane in layout.plan.lanes)


def _draw(painter: QPainter, sheet: Sheet, layout: _Layout) -> None:
    look = sheet.look
    inner = layout.frame.width
    painter.fillRect(QRectF(0, 0, WIDTH, layout.height), look.colour("surface"))
    painter.translate(MARGIN, MARGIN)
    left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
    y = QFontMetricsF(look.title).height()
    painter.setFont(look.title)
    painter.setPen(look.colour("text"))
    painter.drawText(QRectF(0, 0, inner, y), left, sheet.title)
    words = caption(sheet.as_of, _measures(layout), sheet.total)
    if sheet.narrowed:
        words = f"{words}　{t('筛选：{words}', words=sheet.narrowed)}"
        words = QFontMetricsF(look.body).elidedText(words, Qt.TextElideMode.ElideRight, inner)
    height = QFontMetricsF(look.body).height()
    painter.setFont(look.body)
    painter.setPen(look.colour("text_soft"))
    painter.drawText(QRectF(0, y + 6, inner, height), left, words)
    painter.save()
    painter.translate(0, y + height + 16)
    draw_legend(painter, look, inner)
    painter.restore()
    painter.translate(0, layout.head - look.axis)
    draw_axis(painter, look, layout.frame)
    painter.translate(0, look.axis)
    draw_rows(painter, look, layout.frame, layout.plan, 0, layout.plan.height)


def png_bytes(sheet: Sheet) -> bytes:
    """A PNG, twice as sharp as the screen. Raises ExportError when memory does not suffice."""
    layout = _lay_out(sheet)
    size = QSize(WIDTH * SHARPNESS, layout.height * SHARPNESS)
    image = QImage(size, QImage.Format.Format_RGB32)
    if image.isNull():
        raise ExportError(
            t("内存不够，图片没有画成"), t("没有写出任何内容"), t("请先筛选几项再导出")
        )
    painter = QPainter(image)
    painter.scale(SHARPNESS, SHARPNESS)
    _draw(painter, sheet, layout)
    painter.end()
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    buffer.close()
    return bytes(data.data())


def svg_bytes(sheet: Sheet) -> bytes:
    """An SVG whose words stay words."""
    layout = _lay_out(sheet)
    data = QByteArray()
    buffer = QBuffer(data)
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    generator.setSize(QSize(WIDTH, layout.height))
    generator.setViewBox(QRect(0, 0, WIDTH, layout.height))
    generator.setResolution(96)
    generator.setTitle(sheet.title)
    generator.setDescription(caption(sheet.as_of, _measures(layout), sheet.total))
    painter = QPainter(generator)
    _draw(painter, sheet, layout)
    painter.end()
    text = bytes(data.data())
    family = sheet.look.body.family()
    # The font of this machine may be missing where the picture is looked at.
    return text.replace(
        f'font-family="{family}"'.encode(), f'font-family="{family}, {_FALLBACKS}"'.encode()
    )


def export_picture(sheet: Sheet, path: Path, check: Callable[[], None]) -> Path:
    """Writes the picture whole or not at all; the suffix says which kind.

    Raises ExportError, and Cancelled when ``check`` does.
    """
    kind = path.suffix.lower()
    if kind not in FORMATS:
        raise ExportError(
            t("不能写成“{kind}”", kind=path.suffix or path.name),
            t("没有写出任何内容"),
            t("文件名请以 .png 或 .svg 结尾"),
        )
    data = png_bytes(sheet) if kind == ".png" else svg_bytes(sheet)
    check()
    write_file(path, data, force=True)  # the file dialog has asked already
    return path
