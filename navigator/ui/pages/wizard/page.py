"""The wizard's page: loads the measures beside the window, then hands over to the workspace."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout

from navigator.eligibility.rules import Rules
from navigator.ui.context import UiContext
from navigator.ui.i18n import t
from navigator.ui.pages import Page
from navigator.ui.pages.wizard.services import load_rules
from navigator.ui.pages.wizard.workspace import SECTIONS, Workspace
from navigator.ui.widgets import EmptyState


class WizardPage(Page):
    """Every public method is an action of the table in the package, or asked of a page."""

    page_id = "wizard"

    def __init__(self, ctx: UiContext) -> None:
        super().__init__(ctx)
        self.workspace: Workspace | None = None
        self._wanted: dict[str, Any] = {}
        self._section = "ask"
        self._stack = QStackedWidget()
        body = QVBoxLayout(self)
        body.setContentsMargins(0, 0, 0, 0)
        body.addWidget(self._stack)
        self._notice = EmptyState(ctx.theme, "compass", t("正在准备措施……"))
        self._stack.addWidget(self._notice)
        self._load()

    def _load(self) -> None:
        self._notice.set_texts(t("正在准备措施……"), t("第一次打开要读一遍措施目录，请稍等。"))
        self.ctx.jobs.run(
            t("读取措施"),
            lambda control: load_rules(self.ctx),
            on_success=self._loaded,
            on_failure=self._failed,
            owner=self,
            quiet=True,
        )

    def _loaded(self, rules: Rules) -> None:
        self.workspace = Workspace(self.ctx, rules)
        self._stack.addWidget(self.workspace)
        self._stack.setCurrentWidget(self.workspace)
        self.workspace.open_section(self._section)
        if self._wanted:
            wanted, self._wanted = self._wanted, {}
            self.activate(**wanted)

    def _failed(self, error: BaseException) -> None:
        """The boundary tells why; the page offers to try again."""
        notice = EmptyState(
            self.ctx.theme,
            "circle-alert",
            t("措施目录读不出来"),
            t("阅读和检索不受影响。修好目录后可以再试。"),
            (t("再试一次"), self._load),
        )
        self._stack.removeWidget(self._notice)
        self._notice.deleteLater()
        self._notice = notice
        self._stack.addWidget(notice)
        self._stack.setCurrentWidget(notice)

    # As a page

    def activate(self, **args: Any) -> None:
        """``measure``: find out about it first; ``provision``: the measures that rest on it;
        ``show``: that measure's own page; ``section``: one of ask, browse, saved, batch."""
        if self.workspace is None:
            self._wanted = args
            return
        measure, provision, show = (args.get(key) for key in ("measure", "provision", "show"))
        if isinstance(measure, str):
            self.workspace.check_measure(measure)
        elif isinstance(show, str):
            self.workspace.show_measure(show)
        elif isinstance(provision, str):
            self.workspace.from_provision(provision)
        elif args.get("section") in SECTIONS:
            self.workspace.open_section(str(args["section"]))

    def state(self) -> dict[str, Any]:
        """Only which section was open: what a visitor said is never written down."""
        return {"section": self.workspace.section if self.workspace else self._section}

    def restore(self, state: dict[str, Any]) -> None:
        section = state.get("section")
        if section in SECTIONS:
            self._section = str(section)
            if self.workspace is not None:
                self.workspace.open_section(self._section)

    def retranslate(self) -> None:
        if self.workspace is not None:
            self.workspace.retranslate()

    # Actions

    def show_results(self) -> None:
        if self.workspace is not None:
            self.workspace.show_results()

    def show_question(self) -> None:
        if self.workspace is not None:
            self.workspace.show_question()

    def answer_unclear(self) -> None:
        if self.workspace is not None:
            self.workspace.answer_unclear()

    def undo(self) -> None:
        if self.workspace is not None:
            self.workspace.undo()

    def show_whatif(self) -> None:
        if self.workspace is not None:
            self.workspace.show_whatif()

    def show_slip(self) -> None:
        if self.workspace is not None:
            self.workspace.show_slip()

    def save(self) -> None:
        if self.workspace is not None:
            self.workspace.save()

    def copy_summary(self) -> None:
        if self.workspace is not None:
            self.workspace.copy_summary()

    def next_visitor(self) -> None:
        """Wipes the visitor; asks first when something has not been saved."""
        if self.workspace is not None:
            self.workspace.next_visitor()

    def wipe(self) -> None:
        """Wipes the visitor without asking: for a kiosk whose visitor has left."""
        if self.workspace is not None:
            self.workspace.wipe()

    def open_section(self, section: str) -> None:
        if self.workspace is not None:
            self.workspace.open_section(section)
