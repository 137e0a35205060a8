"""The wizard once the measures are there: its sections, and the visitor they share."""

from __future__ import annotations

import datetime as dt

from PySide6.QtWidgets import QStackedWidget, QWidget

from navigator.app.receipts import Receipt, save_receipt
from navigator.app.result_groups import resting_on
from navigator.eligibility.rules import Rules
from navigator.ui.context import UiContext
from navigator.ui.i18n import t
from navigator.ui.pages.wizard.ask import AskView
from navigator.ui.pages.wizard.batch_view import BatchView
from navigator.ui.pages.wizard.browse import BrowseView
from navigator.ui.pages.wizard.interview import Interview
from navigator.ui.pages.wizard.saved import SavedView
from navigator.ui.pages.wizard.services import Clipboard, bench_of
from navigator.ui.pages.wizard.slip_view import SlipView
from navigator.ui.pages.wizard.sources import Titles
from navigator.ui.pages.wizard.strips import QuestionStrip, StripPlace
from navigator.ui.pages.wizard.summary import summary_text
from navigator.ui.pages.wizard.workspace_bar import WorkspaceBar
from navigator.ui.widgets import column

SECTIONS = ("ask", "browse", "saved", "batch")
VISITOR_SECTIONS = SECTIONS[:2]  # a visitor sees no other visitor's results and opens no file


class Workspace(QWidget):
    def __init__(self, ctx: UiContext, rules: Rules) -> None:
        super().__init__()
        self.ctx = ctx
        self.rules = rules
        self.interview = Interview(rules, ctx.as_of, self)
        self.titles = Titles(ctx)
        self.clipboard = Clipboard()
        self._kept: str | None = None  # trace of the assessment that was last saved or printed
        self._slip: SlipView | None = None
        self.setProperty("ground", "window")
        theme = ctx.theme
        self._outer = column(theme, self, spacing=0)
        self.bar = WorkspaceBar(theme, VISITOR_SECTIONS if ctx.kiosk else SECTIONS)
        if ctx.kiosk:
            self.bar.next.hide()  # a kiosk has its own, always in sight
        self.bar.tabs.changed.connect(self._open)
        self.bar.undo.clicked.connect(lambda _=False: self.undo())
        self.bar.next.clicked.connect(lambda _=False: self.next_visitor())
        self._outer.addWidget(self.bar)
        self._strips = StripPlace(theme, self._outer)
        self._stack = QStackedWidget()
        self._outer.addWidget(self._stack, 1)
        self.ask = AskView(ctx, self.interview, self.titles)
        self._stack.addWidget(self.ask)
        self._views: dict[str, QWidget] = {"ask": self.ask}
        self._wire()
        self.retranslate()
        self._follow()

    def _wire(self) -> None:
        self.ask.slip.connect(self.show_slip)
        self.ask.save.connect(self.save)
        self.ask.copy.connect(self.copy_summary)
        self.ask.browse.connect(lambda: self.open_section("browse"))
        self.ask.batch.connect(lambda: self.open_section("batch"))
        self.interview.changed.connect(self._follow)
        self.ctx.asOfChanged.connect(self._date_changed)

    def retranslate(self) -> None:
        self.bar.retranslate()
        for view in self._views.values():
            view.retranslate()  # type: ignore[attr-defined]

    def _follow(self) -> None:
        self.bar.undo.setEnabled(self.interview.can_undo)
        self.bar.next.setEnabled(self.interview.begun)
        if self._slip is not None:
            self._close_slip()

    # Sections

    @property
    def section(self) -> str:
        return self.bar.tabs.current()

    def open_section(self, section: str) -> None:
        if self.bar.tabs.current() != section:
            self.bar.tabs.set_current(section)
        else:
            self._open(section)

    def _open(self, section: str) -> None:
        self._close_slip()
        if section not in self._views:
            self._views[section] = self._make(section)
            self._stack.addWidget(self._views[section])
        view = self._views[section]
        if isinstance(view, SavedView | BrowseView):
            view.refresh()
        self._stack.setCurrentWidget(view)

    def _make(self, section: str) -> QWidget:
        if section == "browse":
            browse = BrowseView(self.ctx, self.interview, self.titles)
            browse.check.connect(self.check_measure)
            return browse
        if section == "saved":
            saved = SavedView(self.ctx, self.rules)
            saved.reopened.connect(self._reopen)
            return saved
        return BatchView(self.ctx, self.rules)

    @property
    def browse(self) -> BrowseView:
        self.open_section("browse")
        view = self._views["browse"]
        assert isinstance(view, BrowseView)
        return view

    # Ways in

    def check_measure(self, measure_id: str) -> None:
        if measure_id not in self.rules.catalogue.by_id:
            self.ctx.messages.toast(t("目录里没有这项措施。"))
            return
        self.open_section("ask")
        self.ask.check_measure(measure_id)

    def show_measure(self, measure_id: str) -> None:
        if measure_id not in self.rules.catalogue.by_id:
            self.ctx.messages.toast(t("目录里没有这项措施。"))
            return
        self.open_section("ask")
        self.ask.show_measure(measure_id)

    def from_provision(self, provision_id: str) -> None:
        """One measure rests on the provision: ask about it; several: list them."""
        found = resting_on(provision_id, self.rules.catalogue)
        if len(found) == 1:
            self.check_measure(found[0])
        elif found:
            self.browse.show_only(found, self.titles, provision_id)
        else:
            self.ctx.messages.toast(t("没有措施依据这一条。"))

    # Actions

    def show_results(self) -> None:
        if self.interview.begun:
            self.open_section("ask")
            self.ask.show_results()
        else:
            self.ctx.messages.toast(t("先选一个身份，才有结果。"))

    def show_question(self) -> None:
        self.open_section("ask")
        self.ask.go_on() if self.interview.begun else self.ask.follow()

    def answer_unclear(self) -> None:
        if self.section == "ask" and self.ask.stack.currentWidget() is self.ask.question:
            self.ask.question.answer_unclear()

    def undo(self) -> None:
        if not self.interview.undo():
            self.ctx.messages.toast(t("没有可以撤销的答案。"))

    def show_whatif(self) -> None:
        if self.interview.begun:
            self.open_section("ask")
            self.ask.show_whatif()
        else:
            self.ctx.messages.toast(t("先回答几个问题，才好假设。"))

    def copy_summary(self) -> None:
        if self.interview.begun:
            self.clipboard.put(summary_text(self.interview, self.titles))
            self.ctx.messages.toast(t("摘要已复制；按“下一位”时会一并清掉。"))

    def show_slip(self) -> None:
        if not self.interview.begun:
            self.ctx.messages.toast(t("先回答几个问题，才有告知单。"))
            return
        self.open_section("ask")
        self._slip = SlipView(self.ctx, self.interview, self.rules)
        self._slip.closed.connect(self._close_slip)
        self._slip.kept.connect(self._keep)
        self._stack.addWidget(self._slip)
        self._stack.setCurrentWidget(self._slip)
        self._slip.take_focus()

    def _close_slip(self) -> None:
        if self._slip is not None:
            self._stack.removeWidget(self._slip)
            self._slip.hide()
            self._slip.deleteLater()
            self._slip = None
            self._stack.setCurrentWidget(self._views[self.section])

    # Saving

    def save(self) -> None:
        if not self.interview.begun:
            self.ctx.messages.toast(t("还没有可以保存的答案。"))
            return
        name = self.interview.name or t("未署名 {date}", date=self.interview.as_of.isoformat())
        self._strips.ask(
            t("这次测算存为："),
            [(t("保存"), "primary", self._save_now), (t("取消"), "quiet", self._strips.drop)],
            field=name,
        )

    def _save_now(self) -> None:
        strip = self.strip
        name = strip.field.text().strip() if strip is not None and strip.field else ""
        self._strips.drop()
        interview = self.interview
        save_receipt(
            bench_of(self.ctx), name or t("未署名"), interview.answers, interview.assessment()
        )
        self._keep()
        self.ctx.messages.toast(
            t("已存为“{name}”。", name=name),
            "good",
            action=(t("看已存的"), lambda: self.open_section("saved")),
        )

    def _keep(self) -> None:
        self._kept = self.interview.assessment().trace

    def _reopen(self, receipt: Receipt) -> None:
        if not self.unsaved:
            self._open_receipt(receipt)
            return
        self._strips.ask(
            t("现在这位申请人的结果还没有保存，打开别的就没有了。"),
            [
                (t("不留了，打开"), "danger", lambda: self._open_receipt(receipt)),
                (t("先保存"), "secondary", self.save),
                (t("取消"), "quiet", self._strips.drop),
            ],
        )

    def _open_receipt(self, receipt: Receipt) -> None:
        self.wipe(tell=False)
        self.ctx.set_as_of(receipt.as_of)
        self.interview.adopt(receipt.answers, receipt.name)
        self._keep()
        self.show_results()

    # The next visitor

    @property
    def unsaved(self) -> bool:
        return self.interview.begun and self.interview.assessment().trace != self._kept

    def next_visitor(self) -> None:
        if not self.unsaved:
            self.wipe()
            return
        self._strips.ask(
            t("这位申请人的结果还没有保存，清空后找不回来。"),
            [
                (t("清空，下一位"), "danger", self.wipe),
                (t("先保存"), "secondary", self.save),
                (t("取消"), "quiet", self._strips.drop),
            ],
        )

    def wipe(self, tell: bool = True) -> None:
        """Forgets the visitor everywhere: answers, name, undo, what-if, slip, clipboard."""
        self._strips.drop()
        self._close_slip()
        self._kept = None
        self.clipboard.wipe()
        self.interview.wipe()
        self.rules.forget()
        self.ask.forget()
        for view in self._views.values():
            if isinstance(view, BatchView | BrowseView):
                view.forget()
        self.open_section("ask")
        if tell:
            self.ctx.nav.restart("wizard")
            # The new message also takes away one whose 撤销 still held the old answers.
            self.ctx.messages.toast(t("已清空，请下一位。"))

    @property
    def slip(self) -> SlipView | None:
        return self._slip

    @property
    def strip(self) -> QuestionStrip | None:
        return self._strips.shown

    def _date_changed(self, date: dt.date) -> None:
        before, was = self.interview.as_of, self.interview.assessment()
        if before == date:
            return
        if self.interview.begun:
            self.ask.results.date_changed(before, was)
        dropped = self.interview.set_as_of(date)
        if dropped:
            names = "、".join(self.rules.vocabulary[fact].name for fact in dropped)
            self.ctx.messages.toast(
                t("这些日期晚于新的办理日期，已收回，请重新填：{names}", names=names), "warn"
            )
        browse = self._views.get("browse")
        if isinstance(browse, BrowseView):
            browse.refresh()
