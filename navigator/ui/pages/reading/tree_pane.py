"""The tree's pane: a filter above, rows with counts and badges below."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from navigator.app.content import DocumentView
from navigator.model.documents import Domain
from navigator.ui.context import UiContext
from navigator.ui.i18n import t
from navigator.ui.jobs import LatestOnly
from navigator.ui.pages.reading.tree_model import ID_ROLE, PolicyTreeModel
from navigator.ui.pages.reading.tree_rows import PolicyTree, RowDelegate
from navigator.ui.pages.reading.tree_source import DocumentSource
from navigator.ui.widgets import SearchField, chip, column, icon_button, label, row

Listed = dict[Domain, list[DocumentView]]


class TreePane(QWidget):
    """Emits the id of a document or provision a person chose, and whether to open it beside."""

    chosen = Signal(str, bool)
    compareWanted = Signal(str)  # noqa: N815 (Qt spelling) id

    def __init__(self, ctx: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ctx = ctx
        self.setProperty("ground", "surface")
        self._source = DocumentSource(ctx.workbench)  # type: ignore[arg-type]
        self._everything: list[DocumentView] | None = None
        self._latest = LatestOnly(ctx.jobs, owner=self)
        self.model = PolicyTreeModel(self._source, ctx.as_of, self)
        self.filter = SearchField(ctx.theme, t("筛选文件标题"))
        self.further = chip("")
        self.collapse = icon_button(ctx.theme, "list-tree", "", self.fold)
        self.nothing = label("", "soft")
        self.nothing.hide()
        self.view = PolicyTree(ctx.theme)
        self.view.setProperty("frame", "none")
        self.view.setHeaderHidden(True)
        self.view.setUniformRowHeights(True)
        self.view.setMouseTracking(True)
        self.view.setIndentation(ctx.theme.px(18))
        self.view.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.view.setItemDelegate(RowDelegate(ctx.theme, ctx.kiosk, self.view))
        self.view.setModel(self.model)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        inner = column(ctx.theme, self, (8, 8, 4, 4), 6)
        inner.addWidget(self.filter)
        tools = row(ctx.theme, spacing=4)
        tools.addWidget(self.further)
        tools.addStretch(1)
        tools.addWidget(self.collapse)
        inner.addLayout(tools)
        inner.addWidget(self.nothing)
        inner.addWidget(self.view, 1)
        self._wire()
        self.retranslate()

    def _wire(self) -> None:
        self.filter.textChanged.connect(self._refilter)
        self.filter.stepped.connect(lambda _by: self.view.setFocus())
        self.filter.accepted.connect(self._open_first)
        self.filter.escaped.connect(self.filter.clear)
        self.further.toggled.connect(self._refilter)
        self.view.clicked.connect(lambda index: self._open(index, _beside()))
        self.view.activated.connect(lambda index: self._open(index, _beside()))
        self.view.customContextMenuRequested.connect(self._menu)
        self.view.viewport().installEventFilter(self)
        self._ctx.asOfChanged.connect(self.model.set_as_of)
        self._ctx.theme.changed.connect(lambda: self.view.setIndentation(self._ctx.theme.px(18)))

    def retranslate(self) -> None:
        self.filter.retranslate(t("筛选文件标题"), t("筛选文件标题"))
        self.further.setText(t("含相关领域"))
        self.further.setToolTip(t("一份文件也列在它涉及的其他领域下面"))
        self.collapse.setAccessibleName(t("收起全部文件"))
        self.collapse.setToolTip(t("收起全部文件"))
        self.view.setAccessibleName(t("政策目录"))
        self.view.viewport().update()

    # -- filling ------------------------------------------------------------------------------------

    def load(self) -> None:
        """Read the documents anew, keeping open what was open."""
        self._everything = None
        self._refilter()

    def _refilter(self, *_: object) -> None:
        if not self.filter.text().strip() and not self.further.isChecked():
            self._latest.cancel()
            domains = self.expanded() or None
            self.model.load()
            self.nothing.hide()
            self.expand(domains)
            return
        known, words, further = self._everything, self.filter.text(), self.further.isChecked()

        def work(_control: object) -> tuple[list[DocumentView], Listed]:
            views = self._source.everything() if known is None else known
            return views, listed(views, words, further)

        self._latest.run(work, self._listed)

    def _listed(self, found: tuple[list[DocumentView], Listed]) -> None:
        """Show what fits; every document lies ready now, so typing on is quick."""
        self._everything, fitting = found
        domains = None if self.filter.text().strip() else self.expanded() or None
        self.model.show_listed(fitting)
        self.nothing.setText(t("没有标题里有“{words}”的文件。", words=self.filter.text().strip()))
        self.nothing.setVisible(self.model.rowCount() == 0)
        self.expand(domains)

    def expanded(self) -> list[str]:
        """Names of the domains that stand open."""
        return [
            self.model.entry(index).title
            for place in range(self.model.rowCount())
            if self.view.isExpanded(index := self.model.index(place, 0))
        ]

    def expand(self, domains: list[str] | None) -> None:
        """Open exactly these domains, or all of them for None."""
        for place in range(self.model.rowCount()):
            index = self.model.index(place, 0)
            self.view.setExpanded(
                index, domains is None or self.model.entry(index).title in domains
            )

    def fold(self) -> None:
        """Close all documents, leaving the domains as they are."""
        domains = self.expanded()
        self.view.collapseAll()
        self.expand(domains)

    def show_entry(self, identifier: str) -> None:
        """Bring a document or provision into sight without opening it again."""
        current = self.model.entry(self.view.currentIndex())
        if current.identifier == identifier:
            return
        index = self.model.find(identifier)
        if index.isValid():
            self.view.setCurrentIndex(index)
            self.view.scrollTo(index)

    # -- choosing -----------------------------------------------------------------------------------

    def _open(self, index: QModelIndex, beside: bool) -> None:
        identifier = str(index.data(ID_ROLE) or "")
        if identifier:
            self.chosen.emit(identifier, beside)
        else:
            self.view.setExpanded(index, not self.view.isExpanded(index))

    def _open_first(self, beside: bool) -> None:
        """Enter in the filter opens the first document that fits."""
        first = self.model.index(0, 0, self.model.index(0, 0))
        if self.filter.text().strip() and first.isValid():
            self._open(first, beside)

    def _menu(self, place: QPoint) -> None:
        index = self.view.indexAt(place)
        identifier = str(index.data(ID_ROLE) or "")
        if not identifier or self._ctx.kiosk:
            return
        menu = QMenu(self)
        menu.addAction(t("打开"), lambda: self._open(index, False))
        menu.addAction(t("在旁边打开"), lambda: self._open(index, True))
        menu.addAction(t("与…对照"), lambda: self.compareWanted.emit(identifier))
        menu.exec(self.view.viewport().mapToGlobal(place))
        menu.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A click with the middle button opens beside what is read."""
        if (
            isinstance(event, QMouseEvent)
            and event.type() == QEvent.Type.MouseButtonRelease
            and event.button() == Qt.MouseButton.MiddleButton
        ):
            index = self.view.indexAt(event.position().toPoint())
            if index.data(ID_ROLE):
                self._open(index, True)
                return True
        return super().eventFilter(watched, event)


def listed(views: list[DocumentView], words: str, further: bool) -> Listed:
    """Documents whose title or 文号 holds the words, under their primary or all their domains."""
    wanted = "".join(words.split()).lower()
    found: Listed = {}
    for view in views:
        title = f"{view.document.title}{view.document.doc_number or ''}".lower()
        if wanted in title.replace(" ", ""):
            for domain in view.domains if further else (view.document.domain,):
                found.setdefault(domain, []).append(view)
    return found


def _beside() -> bool:
    return bool(QApplication.keyboardModifiers() & Qt.KeyboardModifier.ControlModifier)
