"""Taking entries away: what, in which format, where to, and how it will look."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFileDialog,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QStackedWidget,
    QWidget,
)

from navigator.ui.context import UiContext
from navigator.ui.i18n import t
from navigator.ui.jobs import JobControl, LatestOnly
from navigator.ui.pages.desk.entries import BOOKMARK, NOTE
from navigator.ui.pages.desk.gathering import Key, gather
from navigator.ui.pages.desk.printing import PrintJob
from navigator.ui.widgets import EmptyState, ScrollColumn, Segmented, button, column, label, row

if TYPE_CHECKING:
    from navigator.app.workbench import Workbench

FORMATS = (("docx", "DOCX"), ("pdf", "PDF"), ("md", "Markdown"), ("html", "网页"), ("csv", "表格"))
FOLDER_SETTING = "desk.export_folder"
_PREVIEWED = 20  # entries laid out for the preview
_PAGES = 3
_DPI = 80


class ExportPanel(QWidget):
    closed = Signal()

    def __init__(self, ctx: UiContext) -> None:
        super().__init__()
        self.ctx = ctx
        self._scopes: list[tuple[str, tuple[Key, ...]]] = []
        self._images: list[QImage] = []
        self._pages: list[QLabel] = []
        self._compose()
        self._latest = LatestOnly(ctx.jobs, t("排版预览"), self)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(250)
        self._soon.timeout.connect(self.preview_now)

    @property
    def bench(self) -> Workbench:
        return self.ctx.workbench  # type: ignore[return-value]

    def _compose(self) -> None:
        theme = self.ctx.theme
        body = column(theme, self, (16, 12, 16, 12), 10)
        top = row(theme, None, (0, 0, 0, 0), 8)
        top.addWidget(label(t("导出与打印"), "title", wrap=False), 1)
        top.addWidget(button(theme, t("返回"), "quiet", "arrow-left", self.closed.emit))
        body.addLayout(top)
        self.scope = QComboBox()
        self.scope.setAccessibleName(t("导出哪些"))
        self.scope.currentIndexChanged.connect(lambda _row: self._changed())
        self.formats = Segmented(theme, [(key, t(name)) for key, name in FORMATS], t("格式"))
        self.formats.changed.connect(self._format_changed)
        choose = row(theme, None, (0, 0, 0, 0), 8)
        choose.addWidget(self.scope, 1)
        choose.addWidget(self.formats)
        body.addLayout(choose)
        self.title = QLineEdit(t("书签与笔记"))
        self.title.setAccessibleName(t("标题"))
        self.title.setPlaceholderText(t("标题，写在第一页上"))
        self.title.textChanged.connect(lambda _text: self._changed())
        body.addWidget(self.title)
        place = row(theme, None, (0, 0, 0, 0), 8)
        self.place = QLineEdit()
        self.place.setAccessibleName(t("存到哪里"))
        self.place.textChanged.connect(lambda _text: self._told())
        place.addWidget(self.place, 1)
        place.addWidget(button(theme, t("选择…"), icon="folder-open", on_click=self.choose_place))
        body.addLayout(place)
        self.force = QCheckBox(t("已有同名文件，写完后替换它"))
        self.force.toggled.connect(lambda _on: self._told())
        body.addWidget(self.force)
        act = row(theme, None, (0, 0, 0, 0), 8)
        self.print = button(theme, t("打印…"), icon="printer", on_click=self.print_out)
        self.save = button(theme, t("导出"), "primary", "file-down", self.export)
        self.told = label("", "caption")
        act.addWidget(self.told, 1)
        act.addWidget(self.print)
        act.addWidget(self.save)
        body.addLayout(act)
        self._stack = QStackedWidget()
        self._stack.setProperty("ground", "sunken")
        self.waiting = EmptyState(theme, "file-text", t("正在排版…"))
        self.area = ScrollColumn(theme, 900, (12, 12, 12, 16), 12)
        self.source = QPlainTextEdit()
        self.source.setReadOnly(True)
        self.source.setLineWrapMode(QPlainTextEdit.LineWrapMode.WidgetWidth)
        self.source.setAccessibleName(t("文件内容预览"))
        for widget in (self.waiting, self.area, self.source):
            self._stack.addWidget(widget)
        body.addWidget(self._stack, 1)

    # -- opening ----------------------------------------------------------------------------------

    def open(self, scopes: Sequence[tuple[str, Sequence[Key]]], chosen: int = 0) -> None:
        """``scopes``: what can be exported, in words, with the entries it holds."""
        self._scopes = [(name, tuple(k for k in keys if k[0] in (BOOKMARK, NOTE)))
                        for name, keys in scopes]  # fmt: skip
        self.scope.blockSignals(True)
        self.scope.clear()
        for name, keys in self._scopes:
            self.scope.addItem(t("{name}：{n} 条", name=name, n=len(keys)))
        self.scope.setCurrentIndex(chosen)
        self.scope.blockSignals(False)
        self._default_place()
        self._changed()
        self.formats.findChildren(QWidget)  # built; the first choice takes the focus
        self.save.setFocus(Qt.FocusReason.OtherFocusReason)

    def keys(self) -> tuple[Key, ...]:
        row_number = self.scope.currentIndex()
        return self._scopes[row_number][1] if 0 <= row_number < len(self._scopes) else ()

    def _default_place(self) -> None:
        folder = Path(str(self.ctx.settings.get(FOLDER_SETTING, str(Path.home()))))
        folder = folder if folder.is_dir() else Path.home()
        name = t("政策笔记-{day}", day=dt.date.today().isoformat())
        ending = self.formats.current()
        path = folder / f"{name}.{ending}"
        number = 2
        while path.exists() and number < 100:
            path = folder / f"{name}-{number}.{ending}"
            number += 1
        self.place.setText(str(path))

    def _format_changed(self, ending: str) -> None:
        path = Path(self.place.text())
        if path.suffix.lower() in {f".{key}" for key, _ in FORMATS}:
            self.place.setText(str(path.with_suffix(f".{ending}")))
        self._changed()

    def choose_place(self) -> None:
        """Ask for folder and name."""
        ending = self.formats.current()
        name, _ = QFileDialog.getSaveFileName(
            self, t("存到哪里"), self.place.text(), f"*.{ending}",
            options=QFileDialog.Option.DontConfirmOverwrite,
        )  # fmt: skip
        if name:
            path = Path(name)
            self.place.setText(str(path if path.suffix else path.with_suffix(f".{ending}")))

    def _told(self) -> None:
        """Whether the file can be written as things stand."""
        there = bool(self.place.text().strip()) and Path(self.place.text()).is_file()
        self.force.setVisible(there)
        if not there:
            self.force.setChecked(False)
        words = ""
        if not self.keys():
            words = t("这里没有书签和笔记。")
        elif there and not self.force.isChecked():
            words = t("已有同名文件。换个名字，或勾选替换。")
        self.told.setText(words)
        self.save.setEnabled(bool(self.keys()) and bool(self.place.text().strip()) and not words)
        self.print.setEnabled(bool(self.keys()))

    # -- preview ----------------------------------------------------------------------------------

    def _changed(self) -> None:
        self._told()
        self._soon.start()

    def preview_now(self) -> None:
        """Lay out what the file will hold, beside the window."""
        self._soon.stop()
        bench, keys, as_of = self.bench, self.keys()[:_PREVIEWED], self.ctx.as_of
        ending, title = self.formats.current(), self.title.text().strip() or t("书签与笔记")
        self.waiting.set_texts(t("正在排版…") if keys else t("没有可以导出的"))
        self._stack.setCurrentWidget(self.waiting)
        if not keys:
            self._latest.cancel()
            return

        def work(control: JobControl) -> str | list[QImage]:
            from navigator.export.items import items_tree, render_items
            from navigator.export.pdf import page_images

            items = gather(bench, keys, as_of)
            control.check()
            if ending in ("md", "csv"):
                data = render_items(items, ending, title=title, as_of=as_of)
                return data.decode("utf-8-sig")
            return page_images(items_tree(items, title, as_of), _DPI)[:_PAGES]

        self._latest.run(work, self._previewed, self._failed)

    def _previewed(self, found: str | list[QImage]) -> None:
        if isinstance(found, str):
            self.source.setPlainText(found)
            self._stack.setCurrentWidget(self.source)
            return
        for page in self._pages:
            self.area.body.removeWidget(page)
            page.hide()
            page.deleteLater()
        self._pages, self._images = [], found
        for number, _image in enumerate(found, 1):
            page = QLabel()
            page.setProperty("role", "page")
            page.setAccessibleName(t("预览第 {n} 页", n=number))
            self._pages.append(page)
            self.area.body.addWidget(page, 0, Qt.AlignmentFlag.AlignHCenter)
        self._scale()
        self._stack.setCurrentWidget(self.area)

    def _scale(self) -> None:
        ratio = self.devicePixelRatioF()
        room = max(240, min(self.area.width() - 48, self.ctx.theme.px(620)))
        for page, image in zip(self._pages, self._images, strict=True):
            size = QSize(int(room * ratio), int(room * ratio * image.height() / image.width()))
            shown = QPixmap.fromImage(image.scaled(
                size, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
            ))  # fmt: skip
            shown.setDevicePixelRatio(ratio)
            page.setPixmap(shown)

    def _failed(self, error: BaseException) -> bool:
        del error
        self.waiting.set_texts(t("预览没有排出来"), t("条目都还在，可以换一种格式再试。"))
        return False  # the error boundary tells why

    # -- taking away ------------------------------------------------------------------------------

    def export(self) -> None:
        """Write the file beside the window; it appears only when it is complete."""
        bench, keys, as_of = self.bench, self.keys(), self.ctx.as_of
        ending, path, force = (
            self.formats.current(),
            Path(self.place.text()),
            self.force.isChecked(),
        )
        title = self.title.text().strip() or t("书签与笔记")

        def work(control: JobControl) -> int:
            from navigator.export.items import export_items

            items = gather(bench, keys, as_of)
            control.check()
            export_items(items, ending, path, title=title, as_of=as_of, force=force)
            return len(items)

        self.save.setEnabled(False)
        self.ctx.jobs.run(t("导出笔记"), work, on_success=lambda n: self._exported(n, path),
                          on_failure=self._not_exported, owner=self)  # fmt: skip

    def _exported(self, number: int, path: Path) -> None:
        self.ctx.settings.set(FOLDER_SETTING, str(path.parent))
        self.ctx.messages.toast(t("已把 {n} 条写到 {path}", n=number, path=str(path)), "good")
        self.closed.emit()

    def _not_exported(self, error: BaseException) -> bool:
        del error
        self._told()
        return False

    def print_out(self) -> None:
        """Print, with the printer's own preview."""
        title = self.title.text().strip() or t("书签与笔记")
        PrintJob(self.ctx, self, title).start(self.keys())
