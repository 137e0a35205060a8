"""The note editor: Markdown beside its preview, saved while one types, every session kept."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QSplitter, QStackedWidget, QWidget

from navigator.model.desk import Note
from navigator.model.errors import ExpectedError, StoreError
from navigator.ui.context import UiContext
from navigator.ui.i18n import t
from navigator.ui.pages.desk.entries import Line
from navigator.ui.pages.desk.meta import MetaBar
from navigator.ui.pages.desk.rich import Paper
from navigator.ui.pages.desk.versions import VersionsPane
from navigator.ui.widgets import ElidedLabel, Segmented, badge, column, icon_button, label, row

SAVE_MS = 600  # from the first unsaved key to the disk: well under a second
WRITE, BOTH, READ = "write", "both", "read"
_VIEWS = ((WRITE, "编辑"), (BOTH, "对照"), (READ, "预览"))
# (icon, name, before, after): what the small buttons put around the selected words.
_MARKS = (("type", "标题", "## ", ""), ("pencil", "加粗", "**", "**"),
          ("list", "列表", "- ", ""), ("quote", "引用", "> ", ""))  # fmt: skip


class Editor(QPlainTextEdit):
    left = Signal()  # the focus went elsewhere

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()


class NoteView(QWidget):
    """One note. A new one is kept from its first word on."""

    created = Signal(str)  # id of a note that has just been kept for the first time
    saved = Signal(str)
    opened = Signal(str)  # provision id
    changed = Signal()  # folder or tags

    def __init__(self, ctx: UiContext) -> None:
        super().__init__()
        self.ctx = ctx
        self.note_id = ""
        self._session = ""
        self._draft: dict[str, object] = {}
        self._on = ""
        self._known = ""  # text on the disk
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SAVE_MS)
        self._timer.timeout.connect(self.flush)
        self._compose()

    def _compose(self) -> None:
        theme = self.ctx.theme
        body = column(theme, self, (16, 12, 16, 12), 8)
        top = row(theme, None, (0, 0, 0, 0), 8)
        self.place = ElidedLabel("", "soft")
        self.open = icon_button(theme, "book-open", t("在阅读页打开"), self._open)
        self.gone = badge(t("原条款已不在"), "danger")
        self.status = label("", "caption", wrap=False)
        top.addWidget(self.place, 1)
        top.addWidget(self.gone)
        top.addWidget(self.open)
        body.addLayout(top)
        bar = row(theme, None, (0, 0, 0, 0), 4)
        for icon, name, before, after in _MARKS:
            bar.addWidget(icon_button(
                theme, icon, t(name), partial(self._wrap, before, after)
            ))  # fmt: skip
        bar.addStretch(1)
        bar.addWidget(self.status)
        self.history = icon_button(
            theme, "history", t("历史版本"), self.toggle_versions, checkable=True, shortcut="Ctrl+H"
        )
        bar.addWidget(self.history)
        self.views = Segmented(theme, [(key, t(name)) for key, name in _VIEWS], t("怎样看笔记"))
        self.views.changed.connect(lambda _key: self._arrange())
        bar.addWidget(self.views)
        body.addLayout(bar)
        self.editor = Editor()
        self.editor.setAccessibleName(t("笔记内容，可以用 Markdown"))
        self.editor.setPlaceholderText(
            t("在这里写。写下就会保存，不用按任何键。\n\n# 标题　**加粗**　- 列表　> 引用")
        )
        self.editor.setTabChangesFocus(True)
        self.editor.textChanged.connect(self._typed)
        self.editor.left.connect(self.flush)
        self.preview = Paper(theme, t("笔记预览"))
        self.preview.opened.connect(self.opened)
        self.split = QSplitter(Qt.Orientation.Horizontal)
        self.split.addWidget(self.editor)
        self.split.addWidget(self.preview)
        self.split.setChildrenCollapsible(False)
        self.versions = VersionsPane(theme)
        self.versions.restored.connect(self._restore)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.split)
        self._stack.addWidget(self.versions)
        body.addWidget(self._stack, 1)
        self.meta = MetaBar(theme, with_colour=False)
        self.meta.folderChosen.connect(lambda name: self._file(folder=name or None))
        self.meta.tagsChosen.connect(lambda tags: self._file(tags=tags))
        body.addWidget(self.meta)
        self.ctx.theme.changed.connect(self._restyle)
        self._restyle()
        self._arrange()

    def _restyle(self) -> None:
        self.editor.setFont(self.ctx.theme.font("body"))

    # -- opening ----------------------------------------------------------------------------------

    def show_note(
        self, note: Note, line: Line | None, folders: Sequence[str], tags: Sequence[str]
    ) -> None:
        """Open a kept note; what was being written before is saved first."""
        if note.id == self.note_id:
            self._about(line)
            return
        self.flush()
        self.note_id, self._draft = note.id, {}
        self._begin(note.text)
        self._about(line)
        self.meta.show_entry(note.folder or "", note.tags, "", folders, tags)

    def new_note(
        self, folder: str, with_tags: Sequence[str], folders: Sequence[str], tags: Sequence[str]
    ) -> None:
        """An empty page; nothing is kept until something is written."""
        self.flush()
        self.note_id = ""
        self._draft = {"folder": folder or None, "tags": list(with_tags)}
        self._begin("")
        self._about(None)
        self.meta.show_entry(folder, with_tags, "", folders, tags)
        self.views.set_current(WRITE)
        self.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _begin(self, text: str) -> None:
        self._session = secrets.token_hex(8)
        self._known = text
        self.editor.blockSignals(True)
        self.editor.setPlainText(text)
        self.editor.blockSignals(False)
        self.status.setText("")
        self.history.setChecked(False)
        self._arrange()

    def _about(self, line: Line | None) -> None:
        self._on = line.on if line else ""
        self.place.set_full_text(line.place if line and line.place else t("随手记"))
        can_open = bool(line and line.found and line.on and not line.place.startswith("措施："))
        self.open.setVisible(can_open)
        self.gone.setVisible(bool(line and not line.found))

    def _open(self) -> None:
        if self._on:
            self.opened.emit(self._on)

    # -- saving -----------------------------------------------------------------------------------

    @property
    def unsaved(self) -> bool:
        return self.editor.toPlainText() != self._known

    def _typed(self) -> None:
        # Not started anew by each key: the first unsaved word is on the disk within SAVE_MS.
        if not self._timer.isActive():
            self._timer.start()
        self.status.setText(t("正在写…"))
        if self.views.current() != WRITE:
            self.preview.show_markdown(self.editor.toPlainText())

    def flush(self) -> None:
        """Write what is unsaved; on disk when this returns. Failures are told, the words stay."""
        self._timer.stop()
        text = self.editor.toPlainText()
        if text == self._known or not (self.note_id or text.strip()):
            return
        notes = self.ctx.workbench.desk.notes
        try:
            if self.note_id:
                notes.save(self.note_id, text, self._session)
            else:
                self.note_id = notes.add(text, session=self._session, **self._draft).id
                self._known = text
                self._told()
                self.created.emit(self.note_id)
                return
        except StoreError as error:
            self._failed(error)
            return
        self._known = text
        self._told()
        self.saved.emit(self.note_id)

    def _told(self) -> None:
        self.status.setText(t("已保存"))
        self.ctx.messages.clear("note-unsaved")

    def _failed(self, error: ExpectedError) -> None:
        self.status.setText(t("没有保存"))
        self.ctx.messages.banner(
            error.what.rstrip("。") + "。",
            "danger",
            detail=t("写的内容还在编辑区里。可以存成一条新笔记。"),
            action=(t("存成新笔记"), self.save_as_new),
            key="note-unsaved",
        )

    def save_as_new(self) -> None:
        """Keep what stands in the editor as a note of its own."""
        self.note_id, self._known = "", ""
        self._session = secrets.token_hex(8)
        self.flush()

    def close_note(self) -> None:
        """Forget the note, saved first."""
        self.flush()
        self.note_id, self._draft, self._known = "", {}, ""
        self.editor.blockSignals(True)
        self.editor.clear()
        self.editor.blockSignals(False)

    def _file(self, **columns: object) -> None:
        if not self.note_id:
            self._draft |= columns
            return
        self.ctx.workbench.desk.notes.change(self.note_id, **columns)
        self.changed.emit()

    # -- views ------------------------------------------------------------------------------------

    def next_view(self) -> None:
        self.views.step(1)
        if self.views.current() != READ:
            self.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _arrange(self) -> None:
        view = self.views.current()
        self.editor.setVisible(view != READ)
        self.preview.setVisible(view != WRITE)
        if view != WRITE:
            self.preview.show_markdown(self.editor.toPlainText())
        self._stack.setCurrentWidget(self.split)

    def _wrap(self, before: str, after: str) -> None:
        """Mark the selected words, or begin at the cursor's line."""
        cursor = self.editor.textCursor()
        if after:
            words = cursor.selectedText() or t("文字")
            cursor.insertText(f"{before}{words}{after}")
        else:
            cursor.movePosition(QTextCursor.MoveOperation.StartOfBlock)
            cursor.insertText(before)
        self.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    # -- versions ---------------------------------------------------------------------------------

    def toggle_versions(self) -> None:
        """Show or leave the list of earlier texts."""
        if not self.history.isChecked() or not self.note_id:
            self.history.setChecked(False)
            self._arrange()
            return
        self.flush()
        self.versions.show_versions(self.ctx.workbench.desk.notes.versions(self.note_id))
        self._stack.setCurrentWidget(self.versions)

    def _restore(self, number: int) -> None:
        note = self.ctx.workbench.desk.notes.restore_version(self.note_id, number)
        self._begin(note.text)
        self._arrange()
        self.saved.emit(self.note_id)
        self.ctx.messages.toast(t("已恢复这个版本，原来的也还在历史版本里。"))
