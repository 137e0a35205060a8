"""The notice slip: pages as they will be printed, then saved or printed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QMarginsF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter, QPixmap
from PySide6.QtWidgets import QFileDialog, QLabel, QStackedWidget, QWidget

from navigator.app.slips import slip_data
from navigator.eligibility.rules import Rules
from navigator.ui.context import UiContext
from navigator.ui.folders import export_folder
from navigator.ui.i18n import t
from navigator.ui.jobs import JobControl, LatestOnly
from navigator.ui.pages.wizard.interview import Interview
from navigator.ui.pages.wizard.services import bench_of
from navigator.ui.widgets import EmptyState, ScrollColumn, Segmented, button, column, label, row

if TYPE_CHECKING:
    from navigator.export.slip import SlipData

_SCOPES = (("page", "只要首页"), ("gains", "加可享受的理由"), ("all", "全部理由"))
_SCOPE_SETTING = "wizard.slip_scope"
_PREVIEW_DPI = 110
_PRINT_DPI = 300


class SlipView(QWidget):
    closed = Signal()
    kept = Signal()  # the slip is on paper or in a file

    def __init__(self, ctx: UiContext, interview: Interview, rules: Rules) -> None:
        super().__init__()
        self.ctx = ctx
        self._interview = interview
        self.pages: list[QLabel] = []
        self._images: list[QImage] = []
        self.setProperty("ground", "window")
        theme = ctx.theme
        outer = column(theme, self, spacing=0)
        bar = QWidget()
        bar.setProperty("ground", "surface")
        line = row(theme, bar, (16, 8, 16, 8), 8)
        self.back = button(theme, t("返回结果"), "quiet", "arrow-left", self.closed.emit)
        self.pdf = button(theme, t("存为 PDF"), "primary", on_click=lambda: self.save("pdf"))
        self.docx = button(
            theme, t("存为 DOCX"), icon="file-down", on_click=lambda: self.save("docx")
        )
        self.print = button(theme, t("打印"), icon="printer", on_click=self.print_slip)
        self.print.setVisible(_can_print())
        self.words = label(t("一次性告知单"), "subtitle", wrap=False)
        line.addWidget(self.back)
        line.addWidget(self.words)
        self.scope = Segmented(theme, [(key, t(name)) for key, name in _SCOPES], t("打印多少"))
        # A visitor alone takes home what can be had; a clerk decides how much paper it is worth.
        kept = "gains" if ctx.kiosk else str(ctx.settings.get(_SCOPE_SETTING, "all"))
        self.scope.set_current(kept if kept in dict(_SCOPES) else "all")
        self.scope.changed.connect(self._rescope)
        line.addWidget(self.scope)
        self.count = label("", "caption", wrap=False)
        line.addWidget(self.count)
        line.addStretch(1)
        for made in (self.print, self.docx, self.pdf):
            line.addWidget(made)
            made.setEnabled(False)
        if ctx.kiosk:
            self.docx.hide()
            self.pdf.hide()
        outer.addWidget(bar)
        self._stack = QStackedWidget()
        self.waiting = EmptyState(theme, "file-text", t("正在排版告知单……"))
        self._stack.addWidget(self.waiting)
        self.area = ScrollColumn(theme, 900, (24, 20, 24, 28), 16)
        self._stack.addWidget(self.area)
        outer.addWidget(self._stack, 1)
        self.data: SlipData | None = None
        self._latest = LatestOnly(ctx.jobs, t("排版告知单"), self)
        theme.changed.connect(self._scale)
        QTimer.singleShot(0, self, self._render)

    def take_focus(self) -> None:
        self.back.setFocus(Qt.FocusReason.OtherFocusReason)

    # Preview

    def _render(self) -> None:
        interview, bench = self._interview, bench_of(self.ctx)
        result, answers = interview.assessment(), dict(interview.answers)
        name, skipped, scope = interview.name, interview.skipped, self.scope.current()
        kept = self.data  # the words stay the same, however much of them is printed

        def work(control: JobControl) -> tuple[SlipData, list[QImage]]:
            from navigator.export.slip import Scope, slip_page_images

            data = kept or slip_data(bench, result, answers, applicant=name, skipped=skipped)
            data = replace(data, scope=Scope(scope))
            control.check()
            return data, slip_page_images(data, _PREVIEW_DPI)

        self._latest.run(work, self._rendered, self._failed)

    def _rescope(self, scope: str) -> None:
        if not self.ctx.kiosk:
            self.ctx.settings.set(_SCOPE_SETTING, scope)
        for made in (self.print, self.docx, self.pdf):
            made.setEnabled(False)  # what is saved is what is seen
        self._render()

    def _rendered(self, found: tuple[SlipData, list[QImage]]) -> None:
        first = not self.pages
        self.data, self._images = found
        self.pages.clear()
        while (item := self.area.body.takeAt(0)) is not None:
            if (gone := item.widget()) is not None:
                gone.hide()
                gone.deleteLater()
        self.count.setText(t("共 {n} 页", n=len(self._images)))
        for number, _ in enumerate(self._images, 1):
            page = QLabel()
            page.setProperty("role", "page")
            page.setAccessibleName(t("第 {n} 页，共 {all} 页", n=number, all=len(self._images)))
            page.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            self.pages.append(page)
            self.area.body.addWidget(page, 0, Qt.AlignmentFlag.AlignHCenter)
        self.area.body.addStretch(1)
        self._scale()
        self._stack.setCurrentWidget(self.area)
        for made in (self.print, self.docx, self.pdf):
            made.setEnabled(True)
        if first:
            self.pdf.setFocus(Qt.FocusReason.OtherFocusReason)

    def _failed(self, error: BaseException) -> bool:
        self.waiting.set_texts(t("告知单没有排出来"), t("结果还在，可以返回后再试。"))
        return False

    def _scale(self) -> None:
        width = self.ctx.theme.px(794)
        ratio = self.devicePixelRatioF()
        for page, image in zip(self.pages, self._images, strict=True):
            shown = QPixmap.fromImage(
                image.scaledToWidth(int(width * ratio), Qt.TransformationMode.SmoothTransformation)
            )
            shown.setDevicePixelRatio(ratio)
            page.setPixmap(shown)

    # Taking away

    def save(self, ending: str) -> None:
        """Asks where to, then writes the file beside the window."""
        name = (self._interview.name or t("告知单")).replace("/", "_").replace("\\", "_")
        folder = export_folder(self.ctx.settings)
        suggested = f"{folder}/{name}-{self._interview.as_of.isoformat()}.{ending}"
        kinds = {"pdf": t("PDF 文件 (*.pdf)"), "docx": t("Word 文件 (*.docx)")}
        chosen, _ = QFileDialog.getSaveFileName(self, t("保存告知单"), suggested, kinds[ending])
        if chosen:
            path = Path(chosen)
            if path.suffix.lower() != f".{ending}":
                path = path.with_name(f"{path.name}.{ending}")
            # The dialog has asked about an existing file only under the name it knows.
            self.write(path, force=str(path) == chosen)

    def write(self, path: Path, force: bool = False) -> None:
        data = self.data
        if data is None:
            return

        def work(control: JobControl) -> Path:
            from navigator.export.slip import write_slip

            write_slip(data, path, force=force)
            return path

        self.ctx.jobs.run(t("保存告知单"), work, on_success=self._written, owner=self)

    def _written(self, path: Path) -> None:
        self.kept.emit()
        self.ctx.messages.toast(t("告知单已存为 {name}", name=path.name), "good")

    def print_slip(self) -> None:
        """The platform's print dialog; pages are drawn as the preview shows them."""
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setPageLayout(
            QPageLayout(
                QPageSize(QPageSize.PageSizeId.A4),
                QPageLayout.Orientation.Portrait,
                QMarginsF(0, 0, 0, 0),
            )
        )
        if self.ctx.kiosk:  # no dialog: it could print into a file
            if self.data is not None:
                self._print(printer, self.data)
            return
        dialog = QPrintDialog(printer, self)
        if dialog.exec() == QPrintDialog.DialogCode.Accepted and self.data is not None:
            self._print(printer, self.data)

    def _print(self, printer: Any, data: SlipData) -> None:
        def work(control: JobControl) -> list[QImage]:
            from navigator.export.slip import slip_page_images

            return slip_page_images(data, _PRINT_DPI)

        def draw(images: list[QImage]) -> None:
            paint_pages(printer, images)
            self.kept.emit()
            self.ctx.messages.toast(t("告知单已送去打印。"), "good")

        self.ctx.jobs.run(t("打印告知单"), work, on_success=draw, owner=self)


def paint_pages(printer: Any, images: list[QImage]) -> None:
    """Draws page pictures on a printer, one to a sheet."""
    painter = QPainter(printer)
    for number, image in enumerate(images):
        if number:
            printer.newPage()
        painter.drawImage(QRectF(painter.viewport()), image)
    painter.end()


def _can_print() -> bool:
    try:
        from PySide6.QtPrintSupport import QPrinterInfo
    except ImportError:
        return False
    return bool(QPrinterInfo.availablePrinterNames())
