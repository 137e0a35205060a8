"""Filters as chips. Each is a piece of the typed line (``域:科技``, ``状态:有效``, ``2021-03``), so that
history, saved searches and the field itself always say what is searched."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from navigator.model.documents import DOMAIN_LABELS, KIND_LABELS
from navigator.store.search import Chip, State
from navigator.ui.i18n import t
from navigator.ui.theme import Theme
from navigator.ui.widgets import chip, flow

_MOST = 24  # entries of a menu: with more, typing is quicker
_AMOUNTS = ("1万", "10万", "50万", "100万", "500万")


@dataclass(frozen=True, slots=True)
class Choice:
    """One entry of a menu: what it is called and what it puts into the line."""

    label: str
    piece: str


def toggled(line: str, piece: str) -> str:
    """The line with the piece put in, or taken out when it was there."""
    pieces = line.split()
    if piece in pieces:
        return " ".join(p for p in pieces if p != piece)
    return " ".join([*pieces, piece])


def fixed_choices() -> dict[str, list[Choice]]:
    """The facets whose values do not depend on what was imported."""
    return {
        "domain": [Choice(t(name), f"域:{name.strip('“”')}") for name in DOMAIN_LABELS.values()],
        "kind": [Choice(t(name), f"类型:{name}") for name in KIND_LABELS.values()],
        "state": [Choice(t(state.value), f"状态:{state.value}") for state in State],
        "amount": [Choice(t("{n}元以上", n=n), f"金额>={n}") for n in _AMOUNTS],
    }


def counted_choices(key: str, counts: Iterable[tuple[str, int]]) -> list[Choice]:
    """Values of the index with their counts, the most frequent first."""
    usable = [(value, count) for value, count in counts if len(value.split()) == 1]
    return [Choice(f"{value}　{count}", f"{key}:{value}") for value, count in usable[:_MOST]]


def months(dates: Iterable[str]) -> list[Choice]:
    """Months of issue, the latest first. ``dates`` are ISO dates."""
    found = sorted({date[:7] for date in dates}, reverse=True)
    return [Choice(month, month) for month in found[:_MOST]]


class FilterBar(QWidget):
    """``rewritten`` carries the new line after a choice."""

    rewritten = Signal(str)

    def __init__(self, theme: Theme, more: Callable[[str], Sequence[Choice]]) -> None:
        super().__init__()
        self._theme = theme
        self._more = more
        self._line = ""
        self._applied: list[QPushButton] = []
        self._flow = flow(theme, self, 6)
        self.menus: dict[str, QMenu] = {}
        self.openers: dict[str, QPushButton] = {}
        for facet, name in (
            ("domain", t("领域")), ("unit", t("单位")), ("audience", t("对象")),
            ("kind", t("文种")), ("state", t("状态")), ("month", t("印发")), ("amount", t("金额")),
        ):  # fmt: skip
            opener = chip(name, checkable=False)
            menu = QMenu(opener)
            menu.aboutToShow.connect(partial(self._fill, facet))
            opener.setMenu(menu)
            opener.setAccessibleName(t("按{name}筛选", name=name))
            self.menus[facet], self.openers[facet] = menu, opener
            self._flow.addWidget(opener)

    def add(self, widget: QWidget) -> None:
        """Put another chip beside the filters."""
        self._flow.addWidget(widget)

    def show_line(self, line: str, applied: Sequence[Chip]) -> None:
        """Follow the field: ``applied`` are the filters that were read out of it."""
        self._line = line
        for made in self._applied:
            self._flow.removeWidget(made)
            made.hide()
            made.deleteLater()
        self._applied = []
        for item in applied:
            made = chip(item.label, checked=True)
            made.setIcon(self._theme.icon("x", "accent_text"))
            made.setAccessibleName(t("去掉筛选 {label}", label=item.label))
            made.clicked.connect(partial(self._toggle, item.raw))
            self._applied.append(made)
            self._flow.addWidget(made)

    @property
    def applied(self) -> list[QPushButton]:
        """The chips of the filters in force."""
        return list(self._applied)

    def _fill(self, facet: str) -> None:
        menu = self.menus[facet]
        menu.clear()
        pieces = self._line.split()
        for choice in self._more(facet):
            action = QAction(choice.label, menu)
            action.setCheckable(True)
            action.setChecked(choice.piece in pieces)
            action.triggered.connect(partial(self._toggle, choice.piece))
            menu.addAction(action)
        if menu.isEmpty():
            empty = QAction(t("没有可选的"), menu)
            empty.setEnabled(False)
            menu.addAction(empty)

    def _toggle(self, piece: str, _on: bool = False) -> None:
        self.rewritten.emit(toggled(self._line, piece))
