"""The right pane for bookmarks, saved assessments and what lies in the trash."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from navigator.model.desk import Bookmark
from navigator.ui.context import UiContext
from navigator.ui.i18n import t
from navigator.ui.pages.desk.entries import ASSESSMENT, Line
from navigator.ui.pages.desk.meta import MetaBar
from navigator.ui.pages.desk.rich import Paper
from navigator.ui.widgets import Card, ScrollColumn, badge, button, flow, label, row


class BookmarkView(QWidget):
    """The quotation as it was kept, where it stands, and where it is filed."""

    opened = Signal(str)  # provision id
    changed = Signal()

    def __init__(self, ctx: UiContext) -> None:
        super().__init__()
        self.ctx = ctx
        self.kept: Bookmark | None = None
        self._line: Line | None = None
        theme = ctx.theme
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        area = ScrollColumn(theme, 760, (20, 16, 20, 24), 12)
        outer.addWidget(area)
        self.badges = QWidget()
        self._badge_line = row(theme, self.badges, (0, 0, 0, 0), 6)
        area.body.addWidget(self.badges)
        card = Card(theme, (20, 14, 20, 16), 10, "accent")
        self.quote = label("", "body", selectable=True)
        self.quote.setTextFormat(Qt.TextFormat.RichText)
        card.body.addWidget(self.quote)
        area.body.addWidget(card)
        self.place = label("", "soft", selectable=True)
        area.body.addWidget(self.place)
        self.gone = label(
            t("原条款已不在这台电脑的资料库里，这里保留着当时的引文。重新导入原文件后会自动接上。"),
            "body", "danger",
        )  # fmt: skip
        area.body.addWidget(self.gone)
        line = flow(theme, spacing=8)
        self.open = button(theme, t("在阅读页打开"), "primary", "book-open", self._open)
        line.addWidget(self.open)
        line.addWidget(button(theme, t("复制引文"), icon="copy", on_click=self._copy))
        area.body.addLayout(line)
        self.meta = MetaBar(theme, with_colour=True)
        self.meta.folderChosen.connect(lambda name: self._change(folder=name or None))
        self.meta.tagsChosen.connect(lambda tags: self._change(tags=tags))
        self.meta.colourChosen.connect(lambda colour: self._change(colour=colour))
        area.body.addWidget(self.meta)
        self.comment = QLineEdit()
        self.comment.setAccessibleName(t("批注"))
        self.comment.setPlaceholderText(t("批注：为什么标它"))
        self.comment.editingFinished.connect(self._comment_done)
        area.body.addWidget(self.comment)
        area.body.addStretch(1)
        theme.changed.connect(self._set_quote)

    def show_bookmark(
        self, kept: Bookmark, line: Line, folders: Sequence[str], tags: Sequence[str]
    ) -> None:
        self.kept, self._line = kept, line
        self._set_quote()
        self.place.setText(line.place or line.heading)
        self.gone.setVisible(not line.found)
        self.open.setEnabled(line.found)
        while self._badge_line.count():
            item = self._badge_line.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._badge_line.addWidget(badge(t("书签"), "accent"))
        if not line.found:
            self._badge_line.addWidget(badge(t("原条款已不在"), "danger"))
        elif line.state:
            self._badge_line.addWidget(badge(t(line.state), "danger" if line.ended else ""))
        self._badge_line.addStretch(1)
        self.meta.show_entry(kept.folder or "", kept.tags, kept.colour, folders, tags)
        self.comment.setText(kept.comment)

    def _set_quote(self) -> None:
        """In the reader's type and line height; every word escaped."""
        if self.kept is None:
            return
        theme = self.ctx.theme
        words = escape(self.kept.quote or t("（整份文件）")).replace("\n", "<br>")
        line, size = int(theme.line_spacing * 100), theme.reading_size
        self.quote.setText(
            f"<p style='line-height:{line}%; font-size:{size}px; margin:0'>{words}</p>"
        )

    def _open(self) -> None:
        if self.kept is not None:
            self.opened.emit(self.kept.on)

    def _copy(self) -> None:
        if self.kept is not None and self._line is not None:
            place = self._line.place or self._line.heading
            words = f"{place}：“{self.kept.quote}”" if self.kept.quote else place
            QGuiApplication.clipboard().setText(words)
            self.ctx.messages.toast(t("已复制引文。"))

    def _change(self, **columns: object) -> None:
        if self.kept is None:
            return
        bookmarks = self.ctx.workbench.desk.bookmarks
        bookmarks.change(self.kept.id, **columns)
        self.kept = bookmarks.get(self.kept.id) or self.kept
        self.changed.emit()

    def _comment_done(self) -> None:
        if self.kept is not None and self.comment.text() != self.kept.comment:
            self._change(comment=self.comment.text())


class PlainView(QWidget):
    """A saved assessment, or anything in the trash: what it is and what can be done with it."""

    opened = Signal(str)  # id of an assessment
    restored = Signal(object)  # key
    removed = Signal()

    def __init__(self, ctx: UiContext) -> None:
        super().__init__()
        self.ctx = ctx
        theme = ctx.theme
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        area = ScrollColumn(theme, 760, (20, 16, 20, 24), 10)
        outer.addWidget(area)
        self._line: Line | None = None
        self.title = label("", "title", selectable=True)
        self.place = label("", "soft", selectable=True)
        self.hint = label("", "soft")
        self.text = Paper(theme, t("内容"))
        self.text.setMinimumHeight(theme.px(260))
        buttons = flow(theme, spacing=8)
        self.open = button(theme, t("打开这份评估"), "primary", "compass", self._open)
        self.restore = button(theme, t("恢复"), "primary", "rotate-ccw", self._restore)
        self.remove = button(theme, t("移到回收站"), icon="trash-2", on_click=self.removed.emit)
        for made in (self.open, self.restore, self.remove):
            buttons.addWidget(made)
        area.body.addWidget(self.title)
        area.body.addWidget(self.place)
        area.body.addWidget(self.hint)
        area.body.addLayout(buttons)
        area.body.addWidget(self.text)
        area.body.addStretch(1)

    def show_line(self, line: Line, text: str) -> None:
        """``text`` is Markdown, empty for nothing."""
        self._line = line
        self.title.setText(line.heading or t("（空白笔记）"))
        self.place.setText(line.place)
        self.place.setVisible(bool(line.place))
        self.open.setVisible(line.kind == ASSESSMENT and not line.trashed)
        self.remove.setVisible(not line.trashed)
        self.restore.setVisible(line.trashed)
        self.hint.setText(
            t("在回收站里。恢复后回到原来的文件夹。") if line.trashed
            else t("打开后可以看到当时的回答和结果，并与今天重算的比较。")
        )  # fmt: skip
        self.text.setVisible(bool(text))
        self.text.show_markdown(text)

    def _open(self) -> None:
        if self._line is not None:
            self.opened.emit(self._line.id)

    def _restore(self) -> None:
        if self._line is not None:
            self.restored.emit(self._line.key)
