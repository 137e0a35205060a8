"""What is known about the provision in hand: who, by when, what refers to it, what rests on it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from navigator.app.content import DocumentView, ProvisionView
from navigator.model.citation import Citation, citable_label
from navigator.model.documents import DOMAIN_LABELS, KIND_LABELS, UnitRole
from navigator.ui.context import UiContext
from navigator.ui.i18n import t
from navigator.ui.pages.reading.link_button import LinkButton
from navigator.ui.pages.reading.measure_rows import measure_rows
from navigator.ui.pages.reading.pages_of import DocumentPages, shortened
from navigator.ui.pages.reading.quick_note import QuickNote
from navigator.ui.pages.reading.states import state_words
from navigator.ui.widgets import ElidedLabel, ScrollColumn, badge, flow, icon_button, label, row

if TYPE_CHECKING:
    from navigator.app.workbench import Workbench
    from navigator.model.desk import Bookmark
    from navigator.model.measures import Measure

_ROLES = {UnitRole.LEAD: "牵头", UnitRole.COOPERATING: "配合", UnitRole.RESPONSIBLE: "责任"}
_MOST = 12  # links of one kind


class Inspector(QWidget):
    """Rebuilt for each provision; every id in it is one click away."""

    openWanted = Signal(str, bool)  # noqa: N815 (Qt spelling) id, beside
    measureWanted = Signal(str)  # noqa: N815 (Qt spelling)
    noteWanted = Signal(str)  # noqa: N815 (Qt spelling) note id
    termWanted = Signal(str)  # noqa: N815 (Qt spelling)
    unmarkWanted = Signal(str)  # noqa: N815 (Qt spelling) bookmark id
    editionWanted = Signal(str, str)  # noqa: N815 (Qt spelling) document id, sha256

    def __init__(self, ctx: UiContext, pages: DocumentPages, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.ctx = ctx
        self._pages = pages
        self.setProperty("ground", "sunken")
        self._outer = QVBoxLayout(self)
        self._outer.setContentsMargins(0, 0, 0, 0)
        self._outer.setSpacing(0)
        self.quick = QuickNote(ctx)
        self._outer.addWidget(self.quick)
        self._scroll = self._fresh()

    @property
    def bench(self) -> Workbench:
        return self.ctx.workbench  # type: ignore[return-value]

    def clear(self) -> None:
        """Show nothing yet."""
        self._begin("", "")
        self._add(label(t("打开一份文件，这里显示它的出处、责任单位和关联。"), "soft"))
        self._scroll.body.addStretch(1)

    def show_document(self, view: DocumentView) -> None:
        """What is known about a document as a whole."""
        document = view.document
        self._begin(view.id, document.doc_number or shortened(document.title, 16))
        words, tone = state_words(view, self.ctx.as_of)
        official = None if view.official and not document.has_body else view.official
        self._title(document.doc_number or t("整份文件"), official, [badge(t(words), tone)])
        facts = [
            (t("发文机关"), "、".join(document.issuers)),
            (t("文种"), t(KIND_LABELS[document.kind])),
            (t("领域"), "、".join(t(DOMAIN_LABELS[domain]) for domain in view.domains)),
            (t("条款"), t("{n} 条", n=view.provision_count) if view.provision_count else ""),
        ]
        for name, value in facts:
            if value:
                self._section(name, [label(value, selectable=True)])
        if view.origin is not None:
            day = view.origin.imported_at.astimezone().strftime("%Y-%m-%d")
            digest = label(
                t("{day} 导入　SHA-256 {sha}…", day=day, sha=view.origin.sha256[:12]), "caption"
            )
            digest.setToolTip(view.origin.sha256)
            self._section(t("原文出处"), [ElidedLabel(view.origin.name), digest])
        self._editions(view)
        self._mentions(view.id)
        self._measures(view.id, t("本文件可触发的措施"))
        self._desk(view.id)
        self._cite(Citation(document.title, document.doc_number, document.id))

    def show_provision(self, view: DocumentView, item: ProvisionView) -> None:
        """Everything about one provision."""
        provision = item.provision
        name = item.title or citable_label(provision.path)
        self._begin(item.id, name)
        stale = [badge(t("要点待复核"), "warn")] if item.stale else []
        self._title(name, item.official, stale)
        self._add(label(citable_label(provision.path), "caption"))
        if item.digest:
            self._section(t("要点"), [label(item.digest, "body", selectable=True)])
        self._units(item)
        if provision.deadline:
            self._section(t("完成时限"), [label(provision.deadline)])
        self._measures(item.id, t("本条可触发的措施"))
        self._desk(item.id)
        self._references(item)
        self._mentions(item.id)
        self._terms(item)
        self._cite(Citation(view.document.title, view.document.doc_number, provision.id))

    # -- parts --------------------------------------------------------------------------------------

    def _fresh(self) -> ScrollColumn:
        made = ScrollColumn(self.ctx.theme, 420, (14, 14, 14, 16), 6)
        self._outer.insertWidget(0, made, 1)
        return made

    def _begin(self, target: str, name: str) -> None:
        self._outer.removeWidget(self._scroll)
        self._scroll.hide()
        self._scroll.deleteLater()
        self._scroll = self._fresh()
        self.quick.follow("" if self.ctx.kiosk else target, name)

    def _add(self, widget: QWidget) -> None:
        self._scroll.body.addWidget(widget)

    def _title(self, words: str, official: bool | None, badges: Sequence[QWidget]) -> None:
        """``official`` is None where there is a title only: no wording and no digest of it."""
        self._add(label(words, "subtitle"))
        line = row(self.ctx.theme, spacing=6)
        if official is not None:
            line.addWidget(badge(t("官方原文") if official else t("仅要点"),
                                 "good" if official else "accent"))  # fmt: skip
        for made in badges:
            line.addWidget(made)
        line.addStretch(1)
        self._scroll.body.addLayout(line)

    def _section(self, title: str, widgets: Sequence[QWidget]) -> None:
        head = label(title, "soft")
        head.setContentsMargins(0, self.ctx.theme.px(8), 0, 0)
        self._add(head)
        for widget in widgets:
            self._add(widget)

    def _cite(self, citation: Citation) -> None:
        self._section(t("引用时写作"), [label(citation.place, "caption", selectable=True)])
        self._scroll.body.addStretch(1)

    def _units(self, item: ProvisionView) -> None:
        by_role: dict[UnitRole, list[str]] = {}
        for unit in item.provision.responsible_units:
            by_role.setdefault(unit.role, []).append(unit.name)
        lines: list[QWidget] = [
            label(f"{t(_ROLES[role])}：{'、'.join(names)}", selectable=True)
            for role, names in by_role.items()
        ]
        if lines:
            self._section(t("责任单位"), lines)

    def _link(self, text: str, identifier: str) -> LinkButton:
        return LinkButton(self.ctx.theme, text, partial(self.openWanted.emit, identifier, False))

    # -- references ---------------------------------------------------------------------------------

    def _references(self, item: ProvisionView) -> None:
        library = self.bench.library
        there = [r for r in library.references_from(item.id) if r.target and r.target != item.id]
        if there:
            self._section(
                t("本条提到"),
                [self._link(shortened(r.raw, 24), str(r.target)) for r in there[:_MOST]],
            )

    def mentions_of(self, identifier: str) -> list[str]:
        """Places of other documents that refer to a provision, or to its whole document."""
        document_id = identifier.partition("#")[0]
        library = self.bench.library
        back = [r.provision_id for r in library.references_to(identifier)]
        if identifier != document_id:
            back += [r.provision_id for r in library.references_to(document_id)]
        return [i for i in dict.fromkeys(back) if i.partition("#")[0] != document_id]

    def _mentions(self, identifier: str) -> None:
        places = self.mentions_of(identifier)
        if places:
            title = t("提到本条或本文件的") if "#" in identifier else t("提到本文件的")
            self._section(title, [self._link(self.named(i), i) for i in places[:_MOST]])

    def named(self, identifier: str) -> str:
        """What to call a place: 文号, else a short title, and where in it."""
        document_id, _, path = identifier.partition("#")
        view = self.bench.contents.document(document_id)
        if view is None:
            return identifier
        name = view.document.doc_number or shortened(view.document.title, 24)
        return f"{name} {citable_label(path)}".strip()

    def _editions(self, view: DocumentView) -> None:
        if view.editions < 2:
            return
        links: list[QWidget] = []
        for edition in self.bench.library.editions(view.id):
            if edition.current:
                continue
            day = edition.imported_at.astimezone().strftime("%Y-%m-%d")
            words = t("与 {day} 导入的版本对照", day=day)
            if edition.same_as_current:
                words += t("（一字不差）")
            wanted = partial(self.editionWanted.emit, view.id, edition.source_sha256)
            link = LinkButton(self.ctx.theme, words, wanted, "columns-2")
            link.setToolTip(edition.source_name)
            links.append(link)
        self._section(t("其他版本"), links)

    # -- measures, notes, terms ---------------------------------------------------------------------

    def _measures(self, identifier: str, title: str) -> None:
        if not self._pages.ready:
            return  # still being read; the pane is shown again when they are there

        def rests(measure: Measure) -> bool:
            if "#" in identifier:
                return identifier in measure.citations
            return any(cite.partition("#")[0] == identifier for cite in measure.citations)

        found = [m for m in self.bench.catalogue.measures if rests(m)]
        if found:
            rows = measure_rows(self.ctx.theme, self.ctx.as_of, found, self.measureWanted.emit)
            self._section(f"{title}（{len(found)}）", rows)

    def _desk(self, identifier: str) -> None:
        if self.ctx.kiosk:
            return
        widgets: list[QWidget] = [
            self._bookmark(kept) for kept in self.bench.desk.bookmarks.on(identifier)
        ]
        for note in self.bench.desk.notes.on(identifier):
            open_note = partial(self.noteWanted.emit, note.id)
            title = note.title or t("空白笔记")
            widgets.append(LinkButton(self.ctx.theme, title, open_note, "sticky-note"))
        if widgets:
            self._section(t("我的书签和笔记"), widgets)

    def _bookmark(self, kept: Bookmark) -> QWidget:
        made = QWidget()
        line = row(self.ctx.theme, made, spacing=4)
        words = kept.comment or kept.quote or t("整条")
        tags = "".join(f"　#{tag}" for tag in kept.tags)
        line.addWidget(ElidedLabel(f"{t('书签')}　{words}{tags}", "caption"), 1)
        line.addWidget(icon_button(self.ctx.theme, "x", t("去掉这个书签"),
                                   partial(self.unmarkWanted.emit, kept.id)))  # fmt: skip
        return made

    def _terms(self, item: ProvisionView) -> None:
        words = f"{item.provision.wording}\n{item.digest or ''}"
        found = [
            term for term in self.bench.glossary if any(word in words for word in term.spellings)
        ]
        if not found:
            return
        made = QWidget()
        line = flow(self.ctx.theme, made, 2)
        for term in found[:_MOST]:
            link = LinkButton(self.ctx.theme, term.term, partial(self.termWanted.emit, term.term),
                              fixed=True)  # fmt: skip
            link.setToolTip(term.explanation)
            line.addWidget(link)
        self._section(t("这里的术语"), [made])
