"""Saved assessments: a list, and what a reopened one gives today beside what it gave then."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QSplitter,
    QStackedWidget,
    QWidget,
)

from navigator.app.receipts import Comparison, Receipt, compare, receipts
from navigator.eligibility.dates import chinese_date
from navigator.eligibility.rules import Rules
from navigator.eligibility.wording import answer_text
from navigator.model.errors import StoreError
from navigator.ui.context import UiContext
from navigator.ui.i18n import t
from navigator.ui.pages.wizard.services import bench_of
from navigator.ui.widgets import (
    Card,
    EmptyState,
    ScrollColumn,
    badge,
    button,
    column,
    flow,
    label,
    row,
)

_ANSWERS_SHOWN = 60


_NAME = 20  # characters of a name in the list; the whole of it stands beside


class SavedView(QWidget):
    reopened = Signal(object)  # a Receipt to go on with

    def __init__(self, ctx: UiContext, rules: Rules) -> None:
        super().__init__()
        self.ctx = ctx
        self._rules = rules
        self._receipts: list[Receipt] = []
        self._pane: QWidget | None = None
        self.setProperty("ground", "window")
        body = column(ctx.theme, self, (16, 12, 16, 12), 8)
        self.list = QListWidget()
        self.list.setAccessibleName(t("已存测算"))
        self.list.setSpacing(3)
        self.list.currentRowChanged.connect(self._chosen)
        self.list.itemActivated.connect(lambda _: self._reopen())
        self._side = QStackedWidget()
        self.hint = EmptyState(ctx.theme, "history", "", "")
        self._side.addWidget(self.hint)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(self.list)
        split.addWidget(self._side)
        split.setStretchFactor(1, 1)
        split.setSizes([320, 800])
        split.setChildrenCollapsible(False)
        self._stack = QStackedWidget()
        self.empty = EmptyState(ctx.theme, "save", "", "")
        self._stack.addWidget(split)
        self._stack.addWidget(self.empty)
        self._split = split
        body.addWidget(self._stack)
        self.retranslate()

    def retranslate(self) -> None:
        self.empty.set_texts(
            t("还没有存过测算"),
            t("在结果页按“保存”，以后可以重新打开，并看到和当时有没有不同。"),
        )
        self.hint.set_texts(t("选一份看看"), t("回车重新打开，接着办。"))

    def refresh(self) -> None:
        """Reads the list anew."""
        try:
            self._receipts = receipts(bench_of(self.ctx))
        except StoreError as error:
            self._receipts = []
            self.ctx.errors.handle(error)
        self.list.blockSignals(True)
        self.list.clear()
        for receipt in self._receipts:
            when = receipt.created_at.strftime("%Y-%m-%d %H:%M")
            date = receipt.as_of.isoformat()
            words = t("办理日期 {date} · 存于 {when}", date=date, when=when)
            name = receipt.name if len(receipt.name) <= _NAME else receipt.name[: _NAME - 1] + "…"
            item = QListWidgetItem(f"{name}\n{words}")
            item.setToolTip(receipt.name)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{receipt.name}，{words}")
            self.list.addItem(item)
        self.list.blockSignals(False)
        self._show(None)
        self._stack.setCurrentWidget(self._split if self._receipts else self.empty)

    def _chosen(self, number: int) -> None:
        self._show(self._receipts[number] if 0 <= number < len(self._receipts) else None)

    def _show(self, receipt: Receipt | None) -> None:
        if self._pane is not None:
            self._side.removeWidget(self._pane)
            self._pane.hide()
            self._pane.deleteLater()
            self._pane = None
        if receipt is None:
            self._side.setCurrentWidget(self.hint)
            return
        self._pane = self._detail(receipt, compare(receipt, bench_of(self.ctx)))
        self._side.addWidget(self._pane)
        self._side.setCurrentWidget(self._pane)

    def _detail(self, receipt: Receipt, comparison: Comparison) -> QWidget:
        theme = self.ctx.theme
        area = ScrollColumn(theme, 820, (20, 14, 20, 24), 12)
        area.body.addWidget(label(receipt.name, "title", selectable=True))
        when = receipt.created_at.strftime("%Y-%m-%d %H:%M")
        words = t("办理日期 {date} · 存于 {when}", date=chinese_date(receipt.as_of), when=when)
        area.body.addWidget(label(words, "soft"))
        area.body.addWidget(self._comparison(comparison))
        line = flow(theme, spacing=8)
        self.open_button = button(theme, t("重新打开，接着办"), "primary", on_click=self._reopen)
        line.addWidget(self.open_button)
        line.addWidget(button(theme, t("改名"), icon="pencil", on_click=self.rename))
        line.addWidget(button(theme, t("删除"), icon="trash-2", on_click=self.remove))
        area.body.addLayout(line)
        self.name_field = QLineEdit(receipt.name)
        self.name_field.setAccessibleName(t("新的名称"))
        self.name_field.setMaxLength(80)
        self.name_field.returnPressed.connect(self._renamed)
        self.name_field.hide()
        area.body.addWidget(self.name_field)
        area.body.addWidget(self._answers(receipt))
        area.body.addStretch(1)
        return area

    def _comparison(self, comparison: Comparison) -> QWidget:
        theme = self.ctx.theme
        card = Card(theme, (16, 12, 16, 14), 8, "good" if comparison.same else "warn")
        if comparison.same:
            text = t("现在重算，和保存时的结果完全一致。")
            if comparison.why:
                text += t("（{why}，但不影响这份结果。）", why=comparison.why)
            card.body.addWidget(label(text, "strong"))
            return card
        text = t("现在重算，有 {n} 项和保存时不同。", n=len(comparison.deviations))
        card.body.addWidget(label(text, "strong"))
        card.body.addWidget(label(t("原因：{why}。", why=comparison.why), "soft"))
        for name, why in comparison.lost:
            card.body.addWidget(label(t("答案“{name}”：{why}", name=name, why=why), "soft"))
        for item in comparison.deviations:
            card.body.addWidget(label(item.title))
            line = row(theme, spacing=6)
            line.addWidget(badge(item.before or t("当时没有")))
            line.addWidget(label("→", "soft", wrap=False))
            line.addWidget(badge(item.after or t("现在没有了"), "accent"))
            line.addStretch(1)
            card.body.addLayout(line)
        return card

    def _answers(self, receipt: Receipt) -> QWidget:
        card = Card(self.ctx.theme, (16, 12, 16, 14), 6)
        card.body.addWidget(label(t("当时的回答"), "strong"))
        shown = [f for f in self._rules.vocabulary.facts if f.id in receipt.answers]
        for fact in shown[:_ANSWERS_SHOWN]:
            said = answer_text(fact, receipt.answers[fact.id])
            card.body.addWidget(label(f"{fact.name}：{said}", selectable=True))
        return card

    # What can be done with one

    def _current(self) -> Receipt | None:
        number = self.list.currentRow()
        return self._receipts[number] if 0 <= number < len(self._receipts) else None

    def _reopen(self) -> None:
        receipt = self._current()
        if receipt is not None:
            self.reopened.emit(receipt)

    def rename(self) -> None:
        self.name_field.show()
        self.name_field.setFocus()
        self.name_field.selectAll()

    def _renamed(self) -> None:
        receipt, name = self._current(), self.name_field.text().strip()
        if receipt is not None and name:
            number = self.list.currentRow()
            bench_of(self.ctx).desk.assessments.rename(receipt.id, name)
            self.refresh()
            self.list.setCurrentRow(number)

    def remove(self) -> None:
        receipt = self._current()
        if receipt is None:
            return
        assessments = bench_of(self.ctx).desk.assessments
        assessments.remove(receipt.id)
        self.refresh()

        def undo() -> None:
            assessments.restore(receipt.id)
            self.refresh()

        self.ctx.messages.toast(t("已删除“{name}”。", name=receipt.name), undo=undo)
