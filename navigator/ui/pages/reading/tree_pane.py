"""The tree's pane: a filter above, rows with counts and badges below."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from navigator.ui.context import UiContext
from navigator.ui.i18n import t
from navigator.ui.pages.reading.tree_model import (
    BADGE_ROLE,
    COUNT_ROLE,
    ID_ROLE,
    Index,
    PolicyTreeModel,
)
from navigator.ui.theme import Theme

_INKS = {
    "good": "good",
    "warn": "warn",
    "danger": "danger",
    "accent": "accent_text",
    "": "text_soft",
}


class RowDelegate(QStyledItemDelegate):
    """Title elided on the left; a domain's count or a document's state on the right."""

    def __init__(self, theme: Theme, touch: bool, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._least = 48 if touch else 0  # pixels a finger needs

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(80, max(self._theme.px(32), self._least))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme = self._theme
        painter.save()
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        if hovered and not selected:  # the row itself shows the selection
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("hover"))
            painter.drawRoundedRect(option.rect.adjusted(0, 1, -2, -1), 4, 4)
        domain = not index.data(ID_ROLE)
        rect = option.rect.adjusted(theme.px(4), 0, -theme.px(8), 0)
        right = self._right(painter, index, rect)
        font = theme.font("strong" if domain else "body")
        painter.setFont(font)
        painter.setPen(theme.colour("text"))
        room = QRect(rect.left(), rect.top(), max(20, right - rect.left()), rect.height())
        words = painter.fontMetrics().elidedText(
            str(index.data()), Qt.TextElideMode.ElideRight, room.width()
        )
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, words)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(theme.colour("focus"))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(option.rect.adjusted(0, 1, -2, -2), 4, 4)
        painter.restore()

    def _right(self, painter: QPainter, index: Index, rect: QRect) -> int:
        """Draws what stands on the right; returns where the title must end."""
        theme = self._theme
        badge = index.data(BADGE_ROLE)
        words, ink = ("", "text_soft")
        if badge:
            words, ink = t(badge[0]), _INKS[badge[1]]
        elif not index.data(ID_ROLE):
            words = str(index.data(COUNT_ROLE))
        if not words:
            return rect.right()
        painter.setFont(theme.font("caption"))
        painter.setPen(theme.colour(ink))
        width = painter.fontMetrics().horizontalAdvance(words)
        place = QRect(rect.right() - width, rect.top(), width + 2, rect.height())
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, words)
        return rect.right() - width - theme.px(8)


class PolicyTree(QTreeView):
    """Shows the chosen row over its whole width, branch and item in one piece."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setStyleSheet(
            "QTreeView { selection-background-color: transparent }"
            "QTreeView::item, QTreeView::item:selected, QTreeView::item:hover,"
            "QTreeView::branch:selected, QTreeView::branch:hover { background: transparent }"
        )

    def drawRow(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        if self.selectionModel().isSelected(index):
            painter.save()
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.colour("selected"))
            area = QRect(0, option.rect.top(), self.viewport().width(), option.rect.height())
            painter.drawRoundedRect(area.adjusted(0, 1, -2, -1), 4, 4)
            painter.restore()
        super().drawRow(painter, option, index)


class TreePane(QWidget):
    """Emits the id of a document or provision a person chose."""

    chosen = Signal(str)

    def __init__(self, ctx: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("ground", "surface")
        self.model = PolicyTreeModel(ctx.workbench.contents, ctx.as_of, self)  # type: ignore[attr-defined]
        self.filter = QLineEdit()
        self.filter.setPlaceholderText(t("筛选文件标题"))
        self.filter.setAccessibleName(t("筛选文件标题"))
        self.filter.setClearButtonEnabled(True)
        self.filter.textChanged.connect(self._filtered)
        self.view = PolicyTree(ctx.theme)
        self.view.setProperty("frame", "none")
        self.view.setHeaderHidden(True)
        self.view.setUniformRowHeights(True)
        self.view.setMouseTracking(True)
        self.view.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.view.setAccessibleName(t("政策目录"))
        self.view.setItemDelegate(RowDelegate(ctx.theme, ctx.kiosk, self.view))
        self.view.setModel(self.model)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.clicked.connect(self._open)
        self.view.activated.connect(self._open)
        inner = QVBoxLayout(self)
        inner.setContentsMargins(8, 8, 4, 4)
        inner.setSpacing(6)
        inner.addWidget(self.filter)
        inner.addWidget(self.view, 1)
        ctx.asOfChanged.connect(self._date_changed)
        self._quiet = False

    def load(self) -> None:
        """Read the documents anew, keeping open what was open."""
        open_domains = self.expanded() or None
        self.model.load()
        self.expand(open_domains)

    def expanded(self) -> list[str]:
        """Titles of the domains that stand open."""
        return [
            str(index.data())
            for row in range(self.model.rowCount())
            if self.view.isExpanded(index := self.model.index(row, 0))
        ]

    def expand(self, domains: list[str] | None) -> None:
        """Open these domains, or all of them for None."""
        for row in range(self.model.rowCount()):
            index = self.model.index(row, 0)
            if domains is None or index.data() in domains:
                self.view.expand(index)

    def show_entry(self, identifier: str) -> None:
        """Bring a document or provision into sight without opening it again."""
        index = self.model.find(identifier)
        if not index.isValid():
            return
        self._quiet = True
        self.view.setCurrentIndex(index)
        self.view.scrollTo(index)
        self._quiet = False

    def _open(self, index: QModelIndex) -> None:
        identifier = str(index.data(ID_ROLE) or "")
        if identifier and not self._quiet:
            self.chosen.emit(identifier)
        elif not identifier:
            self.view.setExpanded(index, not self.view.isExpanded(index))

    def _filtered(self, words: str) -> None:
        self.model.set_filter(words)
        self.expand(None)

    def _date_changed(self, date: object) -> None:
        domains = self.expanded()
        self.model.set_as_of(date)  # type: ignore[arg-type]
        self.expand(domains)
