"""What is known about the provision in hand: who, by when, what refers to it, what rests on it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from navigator.app.content import DocumentView, ProvisionView
from navigator.model.citation import Citation, citable_label
from navigator.model.documents import DOMAIN_LABELS, UnitRole
from navigator.ui.context import UiContext
from navigator.ui.i18n import t
from navigator.ui.pages.reading.link_button import LinkButton
from navigator.ui.pages.reading.pages_of import shortened
from navigator.ui.widgets import ElidedLabel, ScrollColumn, badge, label

if TYPE_CHECKING:
    from navigator.app.workbench import Workbench
    from navigator.model.measures import Measure

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
            label(t("打开一份文件，这里显示它的出处、责任单位和关联。"), "soft")
        )
        self._scroll.body.addStretch(1)

    def show_document(self, view: DocumentView) -> None:
        """What is known about a document as a whole."""
        self._begin()
        document = view.document
        self._title(document.doc_number or t("整份文件"), view.official)
        facts = [
            (t("发文机关"), "、".join(document.issuers)),
            (t("领域"), " ".join(t(DOMAIN_LABELS[domain]) for domain in view.domains)),
            (t("条款"), t("{n} 条", n=view.provision_count)),
        ]
        for name, words in facts:
            if words:
                self._section(name, [label(words)])
        if view.origin is not None:
            day = view.origin.imported_at.astimezone().strftime("%Y-%m-%d")
            file = ElidedLabel(view.origin.name)
            digest = label(
                t("{day} 导入　SHA-256 {sha}…", day=day, sha=view.origin.sha256[:12]), "caption"
            )
            digest.setToolTip(view.origin.sha256)
            self._section(t("原文出处"), [file, digest])
        self._mentions([r.provision_id for r in self.bench.library.references_to(view.id)], view.id)
        self._measure_links(
            [m for m in self.bench.catalogue.measures
             if any(cite.partition("#")[0] == view.id for cite in m.citations)],
            "本文件可触发的措施（{n}）",
        )  # fmt: skip
        cite = Citation(document.title, document.doc_number, document.id).place
        self._section(t("引用时写作"), [label(cite, "caption", selectable=True)])
        assert self._scroll is not None
        self._scroll.body.addStretch(1)

    def show_provision(self, view: DocumentView, item: ProvisionView) -> None:
        """Everything about one provision."""
        self._begin()
        provision = item.provision
        self._title(item.title or citable_label(provision.path), item.official, item.stale)
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

    def _title(self, words: str, official: bool, stale: bool = False) -> None:
        assert self._scroll is not None
        self._scroll.body.addWidget(label(words, "subtitle"))
        line = QHBoxLayout()
        line.setSpacing(6)
        line.addWidget(badge(t("官方原文") if official else t("仅要点"),
                             "good" if official else "accent"))  # fmt: skip
        if stale:
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

    def _link(self, text: str, identifier: str) -> LinkButton:
        return LinkButton(self.ctx.theme, text, partial(self.openWanted.emit, identifier, False))

    def _references(self, item: ProvisionView) -> None:
        library = self.bench.library
        there = [r for r in library.references_from(item.id) if r.target and r.target != item.id]
        if there:
            self._section(
                t("本条提到"), [self._link(shortened(r.raw, 24), str(r.target)) for r in there[:8]]
            )
        back = [r.provision_id for r in library.references_to(item.id)]
        back += [r.provision_id for r in library.references_to(item.provision.document_id)]
        self._mentions(back, item.provision.document_id)

    def _mentions(self, back: list[str], document_id: str) -> None:
        """Places of other documents that refer here."""
        places = [i for i in dict.fromkeys(back) if i.partition("#")[0] != document_id]
        if places:
            self._section(
                t("提到本条或本文件的"), [self._link(self._named(i), i) for i in places[:12]]
            )

    def _named(self, identifier: str) -> str:
        document_id, _, path = identifier.partition("#")
        view = self.bench.contents.document(document_id)
        if view is None:
            return identifier
        name = view.document.doc_number or shortened(view.document.title, 24)
        return f"{name} {citable_label(path)}"

    def _measures(self, item: ProvisionView) -> None:
        self._measure_links(
            [m for m in self.bench.catalogue.measures if item.id in m.citations],
            "本条可触发的措施（{n}）",
        )

    def _measure_links(self, found: list[Measure], title: str) -> None:
        if not found:
            return
        links: list[QWidget] = []
        for measure in found:
            link = LinkButton(
                self.ctx.theme,
                measure.title,
                partial(self.measureWanted.emit, measure.id),
                "compass",
            )
            link.setToolTip(f"{measure.title}：{measure.benefit.text}")
            links.append(link)
        self._section(t(title, n=len(found)), links)

    def _desk(self, item: ProvisionView) -> None:
        bookmarks = self.bench.desk.bookmarks.on(item.id)
        notes = self.bench.desk.notes.on(item.id)
        widgets: list[QWidget] = []
        for kept in bookmarks:
            words = kept.quote if kept.quote and len(kept.quote) < 60 else t("整条")
            tags = " ".join(f"#{tag}" for tag in kept.tags)
            widgets.append(label(f"{t('书签')}　{words}　{tags}", "caption"))
        for note in notes:
            title = note.title or t("空白笔记")
            open_note = partial(self.noteWanted.emit, note.id)
            widgets.append(LinkButton(self.ctx.theme, title, open_note, "sticky-note"))
        if widgets:
            self._section(t("我的书签和笔记"), widgets)
