"""The command palette: every action by a few letters, Chinese or pinyin."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QIcon, QPainter
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from navigator.ui.actions import BoundAction, shown_shortcut
from navigator.ui.context import UiContext
from navigator.ui.i18n import t
from navigator.ui.pinyin import initials, spelling
from navigator.ui.shell.overlay import Overlay
from navigator.ui.theme import Theme
from navigator.ui.widgets import SearchField, column, label

Index = QModelIndex | QPersistentModelIndex
SHORTCUT_ROLE = Qt.ItemDataRole.UserRole + 1
GROUP_ROLE = Qt.ItemDataRole.UserRole + 2
ICON_ROLE = Qt.ItemDataRole.UserRole + 3


def _in_order(needle: str, hay: str) -> bool:
    rest = iter(hay)
    return all(letter in rest for letter in needle)


def score(query: str, text: str) -> int:
    """How well ``text`` answers ``query``: 0 not at all, larger is better."""
    needle = "".join(query.lower().split())
    hay = "".join(text.lower().split())
    if not needle:
        return 1
    if hay.startswith(needle):
        return 100
    if needle in hay:
        return 90
    if needle.isascii():
        short = initials(text).replace(" ", "")
        if short.startswith(needle):
            return 80
        if needle in short:
            return 70
        full = spelling(text).replace(" ", "")
        if full.startswith(needle):
            return 60
        if needle in full:
            return 50
        if len(needle) >= 2 and _in_order(needle, short):
            return 30
    elif _in_order(needle, hay):
        return 40
    return 0


def matching(query: str, actions: Sequence[BoundAction]) -> list[BoundAction]:
    """Actions that answer the query, best first, otherwise in the order of the table."""
    scored = []
    for index, action in enumerate(actions):
        # The Chinese label counts in every language: people know the words of the counter.
        best = max(score(query, action.label), score(query, action.spec.label))
        if best:
            scored.append((-best, index, action))
    return [action for _, _, action in sorted(scored, key=lambda entry: entry[:2])]


class ActionListModel(QAbstractListModel):
    """Rows of actions with label, group, shortcut and icon."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._rows: list[BoundAction] = []

    def set_rows(self, rows: list[BoundAction]) -> None:
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def action(self, row: int) -> BoundAction:
        return self._rows[row]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 (Qt's own default)
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        item = self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return item.label
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return "，".join(filter(None, (item.label, shown_shortcut(item.spec))))
        if role == SHORTCUT_ROLE:
            return shown_shortcut(item.spec)
        if role == GROUP_ROLE:
            return t(item.spec.group)
        if role == ICON_ROLE:
            return self._theme.icon(item.spec.icon) if item.spec.icon else QIcon()
        return None


class _ActionDelegate(QStyledItemDelegate):
    """Icon and label on the left, group and shortcut on the right."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, self._theme.px(36))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        blank = QStyleOptionViewItem(option)
        self.initStyleOption(blank, index)
        blank.text = ""
        widget = option.widget
        widget.style().drawControl(
            widget.style().ControlElement.CE_ItemViewItem, blank, painter, widget
        )
        px = self._theme.px
        area: QRect = option.rect.adjusted(px(12), 0, -px(12), 0)
        side = px(18)
        icon = index.data(ICON_ROLE)
        icon.paint(painter, QRect(area.x(), area.center().y() - side // 2, side, side))
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.save()
        keys = index.data(SHORTCUT_ROLE)
        painter.setFont(self._theme.font("caption"))
        painter.setPen(self._theme.colour("text_soft"))
        painter.drawText(area, middle | Qt.AlignmentFlag.AlignRight, keys)
        group = index.data(GROUP_ROLE)
        metrics = QFontMetrics(self._theme.font("caption"))
        group_x = area.right() - px(120) - metrics.horizontalAdvance(group)
        painter.setPen(self._theme.colour("text_faint"))
        painter.drawText(QRect(group_x, area.y(), px(200), area.height()), middle, group)
        painter.setFont(self._theme.font("body"))
        painter.setPen(self._theme.colour("text"))
        words = area.adjusted(side + px(12), 0, -px(230), 0)
        shown = QFontMetrics(painter.font()).elidedText(
            index.data(), Qt.TextElideMode.ElideRight, words.width()
        )
        painter.drawText(words, middle, shown)
        painter.restore()


class CommandPalette(Overlay):
    """Opens over the page; Enter runs what is selected, Esc goes back to where one was."""

    def __init__(self, ctx: UiContext, ground: QWidget, actions: Callable[[], list[BoundAction]]):
        super().__init__(ctx.theme, ground)
        self.setObjectName("palette")
        self._actions = actions
        self._known: list[BoundAction] = []
        self._came_from: QWidget | None = None
        self.model = ActionListModel(ctx.theme)
        body = column(ctx.theme, self, (1, 1, 1, 6), 2)
        self.field = SearchField(ctx.theme, t("命令面板"))
        self.list = QListView()
        self.list.setModel(self.model)
        self.list.setItemDelegate(_ActionDelegate(ctx.theme, self.list))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setUniformItemSizes(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.none = label("", "soft")
        self.none.setAlignment(Qt.AlignmentFlag.AlignCenter)
        body.addWidget(self.field)
        body.addWidget(self.list, 1)
        body.addWidget(self.none, 1)
        self.field.textChanged.connect(self._filter)
        self.field.stepped.connect(self._step)
        self.field.accepted.connect(self._run_selected)
        self.field.escaped.connect(self.cancel)
        self.list.clicked.connect(self._run_selected)

    def place(self) -> None:
        width = min(self.theme.px(620), self.ground.width() - self.theme.px(32))
        rows = max(3, self.model.rowCount())
        wanted = self.theme.px(66) + rows * self.theme.px(36)
        height = min(wanted, self.theme.px(430), self.ground.height() - self.theme.px(96))
        self.setGeometry((self.ground.width() - width) // 2, self.theme.px(64), width, height)

    def open(self) -> None:
        self._came_from = self.window().focusWidget()
        self._known = self._actions()
        self.field.retranslate(t("命令面板"), t("输入命令，可用拼音首字母，如 zgxd"))
        self.list.setAccessibleName(t("命令"))
        self.none.setText(t("没有这样的命令，换个词试试"))
        self.field.clear()
        self._filter("")
        super().open()
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)

    def cancel(self) -> None:
        """Closes and gives the focus back."""
        origin = self._came_from
        self.dismiss()
        if origin is not None:
            origin.setFocus(Qt.FocusReason.PopupFocusReason)

    def _filter(self, text: str) -> None:
        rows = matching(text, self._known)
        self.model.set_rows(rows)
        self.list.setVisible(bool(rows))
        self.none.setVisible(not rows)
        if rows:
            self._choose(0)
        else:
            self.field.setAccessibleDescription(self.none.text())
        self.place()

    def _choose(self, row: int) -> None:
        """The focus stays in the field, which says what Enter would run."""
        index = self.model.index(row)
        self.list.setCurrentIndex(index)
        self.field.setAccessibleDescription(index.data(Qt.ItemDataRole.AccessibleTextRole))

    def _step(self, by: int) -> None:
        count = self.model.rowCount()
        if count:
            row = self.list.currentIndex().row() + by
            row = row % count if abs(by) == 1 else max(0, min(count - 1, row))
            self._choose(row)

    def _run_selected(self, *_: object) -> None:
        index = self.list.currentIndex()
        if index.isValid() and self.model.rowCount():
            action = self.model.action(index.row())
            self.cancel()
            action.run()
