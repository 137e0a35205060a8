"""What is known about the provision in hand: who, by when, what refers to it, what rests on it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from navigator.app.content import DocumentView, ProvisionView
from navigator.model.citation import Citation, citable_label
from navigator.model.documents import UnitRole
from navigator.ui.context import UiContext
from navigator.ui.i18n import t
from navigator.ui.widgets import ScrollColumn, badge, button, label

if TYPE_CHECKING:
    from navigator.app.workbench import Workbench

_ROLES = {UnitRole.LEAD: "牵头", UnitRole.COOPERATING: "配合", UnitRole.RESPONSIBLE: "责任"}


class Inspector(QWidget):
    """Rebuilt for each provision; every id in it is one click away."""

    openWanted = Signal(str, bool)  # noqa: N815 (Qt spelling) id, beside
    measureWanted = Signal(str)  # noqa: N815 (Qt spelling)
    noteWanted = Signal(str)  # noqa: N815 (Qt spelling) note id

    def __init__(self, ctx: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.ctx = ctx
        self.setProperty("ground", "sunken")
        self._outer = QVBoxLayout(self)
        self._outer.setContentsMargins(0, 0, 0, 0)
        self._scroll: ScrollColumn | None = None

    @property
    def bench(self) -> Workbench:
        return self.ctx.workbench  # type: ignore[return-value]

    def clear(self) -> None:
        """Show nothing yet."""
        self._begin()
        assert self._scroll is not None
        self._scroll.body.addWidget(
            label(t("选一条条款，这里显示它的责任单位、期限和关联。"), "soft")
        )
        self._scroll.body.addStretch(1)

    def show_provision(self, view: DocumentView, item: ProvisionView) -> None:
        """Everything about one provision."""
        self._begin()
        provision = item.provision
        place = citable_label(provision.path)
        self._title(place or item.title, item)
        if item.digest:
            self._section(t("要点"), [label(item.digest, "body", selectable=True)])
        self._units(item)
        if provision.deadline:
            self._section(t("完成时限"), [label(provision.deadline)])
        self._references(item)
        self._measures(item)
        self._desk(item)
        cite = Citation(view.document.title, view.document.doc_number, provision.id).place
        self._section(t("引用时写作"), [label(cite, "caption", selectable=True)])
        assert self._scroll is not None
        self._scroll.body.addStretch(1)

    # -- parts ------------------------------------------------------------------------------------

    def _begin(self) -> None:
        if self._scroll is not None:
            self._outer.removeWidget(self._scroll)
            self._scroll.hide()
            self._scroll.deleteLater()
        self._scroll = ScrollColumn(self.ctx.theme, 420, (14, 14, 14, 20), 6)
        self._outer.addWidget(self._scroll)

    def _title(self, words: str, item: ProvisionView) -> None:
        assert self._scroll is not None
        self._scroll.body.addWidget(label(words, "subtitle"))
        line = QHBoxLayout()
        line.setSpacing(6)
        line.addWidget(badge(t("官方原文") if item.official else t("仅要点"),
                             "good" if item.official else "accent"))  # fmt: skip
        if item.stale:
            line.addWidget(badge(t("要点待复核"), "warn"))
        line.addStretch(1)
        self._scroll.body.addLayout(line)

    def _section(self, title: str, widgets: list[QWidget]) -> None:
        assert self._scroll is not None
        head = label(title, "soft")
        head.setContentsMargins(0, self.ctx.theme.px(8), 0, 0)
        self._scroll.body.addWidget(head)
        for widget in widgets:
            self._scroll.body.addWidget(widget)

    def _units(self, item: ProvisionView) -> None:
        by_role: dict[UnitRole, list[str]] = {}
        for unit in item.provision.responsible_units:
            by_role.setdefault(unit.role, []).append(unit.name)
        lines: list[QWidget] = [
            label(f"{t(_ROLES[role])}：{'、'.join(names)}") for role, names in by_role.items()
        ]
        if lines:
            self._section(t("责任单位"), lines)

    def _left(self, made: QPushButton) -> QPushButton:
        """A button that reads like a line of text: flush left, giving way when narrow."""
        made.setStyleSheet("text-align: left; padding-left: 2px;")
        made.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        return made

    def _link(self, text: str, identifier: str) -> QPushButton:
        made = button(self.ctx.theme, text, "quiet",
                      on_click=partial(self.openWanted.emit, identifier, False))  # fmt: skip
        made.setToolTip(text)
        return self._left(made)

    def _references(self, item: ProvisionView) -> None:
        library = self.bench.library
        there = [r for r in library.references_from(item.id) if r.target and r.target != item.id]
        if there:
            self._section(
                t("本条提到"), [self._link(_short(r.raw), str(r.target)) for r in there[:8]]
            )
        back = [r.provision_id for r in library.references_to(item.id)]
        back += [r.provision_id for r in library.references_to(item.provision.document_id)]
        back = [i for i in dict.fromkeys(back) if not i.startswith(item.provision.document_id)]
        if back:
            self._section(
                t("提到本条或本文件的"), [self._link(self._named(i), i) for i in back[:8]]
            )

    def _named(self, identifier: str) -> str:
        document_id, _, path = identifier.partition("#")
        view = self.bench.contents.document(document_id)
        title = view.document.title if view else document_id
        return f"{_short(title)} {citable_label(path)}"

    def _measures(self, item: ProvisionView) -> None:
        found = [m for m in self.bench.catalogue.measures if item.id in m.citations]
        if not found:
            return
        widgets: list[QWidget] = []
        for measure in found:
            made = button(self.ctx.theme, measure.title, "quiet", icon="compass",
                          on_click=partial(self.measureWanted.emit, measure.id))  # fmt: skip
            made.setToolTip(f"{measure.title}：{measure.benefit.text}")
            widgets.append(self._left(made))
        self._section(t("本条可触发的措施（{n}）", n=len(found)), widgets)

    def _desk(self, item: ProvisionView) -> None:
        bookmarks = self.bench.desk.bookmarks.on(item.id)
        notes = self.bench.desk.notes.on(item.id)
        widgets: list[QWidget] = []
        for kept in bookmarks:
            words = kept.quote if kept.quote and len(kept.quote) < 60 else t("整条")
            tags = " ".join(f"#{tag}" for tag in kept.tags)
            widgets.append(label(f"{t('书签')}　{words}　{tags}", "caption"))
        for note in notes:
            made = button(self.ctx.theme, note.title or t("空白笔记"), "quiet", icon="sticky-note",
                          on_click=partial(self.noteWanted.emit, note.id))  # fmt: skip
            widgets.append(self._left(made))
        if widgets:
            self._section(t("我的书签和笔记"), widgets)


def _short(text: str, most: int = 24) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"
