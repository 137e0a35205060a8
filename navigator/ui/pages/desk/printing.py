"""Printing entries: pages laid out beside the window, shown by the printer's preview first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QMarginsF, QObject, QRectF
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtWidgets import QWidget

from navigator.ui.context import UiContext
from navigator.ui.i18n import t
from navigator.ui.jobs import JobControl
from navigator.ui.pages.desk.gathering import Key, gather

_DPI = 200


class PrintJob(QObject):
    """Lays out the pages, then opens the preview; goes with the widget it belongs to."""

    def __init__(self, ctx: UiContext, parent: QWidget, title: str) -> None:
        super().__init__(parent)
        self.ctx = ctx
        self._title = title
        self._parent = parent
        self.images: list[QImage] = []
        self.dialog: Any = None

    def start(self, keys: Sequence[Key]) -> None:
        bench, as_of, title = self.ctx.workbench, self.ctx.as_of, self._title

        def work(control: JobControl) -> list[QImage]:
            from navigator.export.items import items_tree
            from navigator.export.pdf import page_images

            items = gather(bench, keys, as_of)  # type: ignore[arg-type]
            control.check()
            return page_images(items_tree(items, title, as_of), _DPI)

        self.ctx.jobs.run(t("排版要打印的页"), work, on_success=self._show, owner=self)

    def _show(self, images: list[QImage]) -> None:
        from PySide6.QtPrintSupport import QPrinter, QPrintPreviewDialog

        self.images = images
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(self._title)
        printer.setFullPage(True)
        printer.setPageLayout(QPageLayout(
            QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Portrait,
            QMarginsF(0, 0, 0, 0),
        ))  # fmt: skip
        self.dialog = QPrintPreviewDialog(printer, self._parent)
        self.dialog.setWindowTitle(t("打印预览"))
        self.dialog.resize(self.ctx.theme.px(900), self.ctx.theme.px(700))
        self.dialog.paintRequested.connect(self.paint)
        self.dialog.finished.connect(lambda _code: self.deleteLater())
        self._printer = printer  # the dialog does not keep it
        self.dialog.open()

    def paint(self, printer: Any) -> None:
        """Draw the pages, one to a sheet."""
        painter = QPainter(printer)
        for number, image in enumerate(self.images):
            if number:
                printer.newPage()
            painter.drawImage(QRectF(painter.viewport()), image)
        painter.end()
