"""All measures as a table: model, filter, and the words of each cell."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
)

from navigator.app.result_groups import GROUP_LABELS, Group, group_of
from navigator.model.assessment import MeasureResult
from navigator.model.measures import Measure
from navigator.ui.i18n import t
from navigator.ui.pages.wizard.interview import Interview
from navigator.ui.pages.wizard.phrases import audience_words, deadline, kind_words

Index = QModelIndex | QPersistentModelIndex
COLUMNS = ("措施", "类别", "给谁", "责任单位", "期限", "状态")
_INVALID = QModelIndex()


@dataclass(frozen=True, slots=True)
class MeasureRow:
    measure: Measure
    result: MeasureResult
    group: Group
    cells: tuple[str, ...]
    haystack: str


def measure_rows(interview: Interview) -> list[MeasureRow]:
    """One row a measure, as it stands on the interview's date for its applicant."""
    vocabulary = interview.rules.vocabulary
    rows = []
    for result in interview.assessment().results:
        measure = interview.rules.catalogue[result.measure_id]
        group = group_of(result, vocabulary)
        cells = (
            measure.title,
            kind_words(measure),
            audience_words(measure, vocabulary),
            "、".join(measure.units) or t("没有写明"),
            deadline(measure, result, interview.as_of).text,
            _state(group, interview.begun),
        )
        haystack = " ".join((*cells, measure.benefit.text, measure.id)).casefold()
        rows.append(MeasureRow(measure, result, group, cells, haystack))
    return rows


def _state(group: Group, begun: bool) -> str:
    if not begun and group is Group.UNKNOWN:
        return t("可以申请")  # nobody has been asked anything yet: it is open, that is all
    return t(GROUP_LABELS[group])


class MeasureModel(QAbstractTableModel):
    """All words must be found; every choice that is set must fit."""

    def __init__(self) -> None:
        super().__init__()
        self._all: Sequence[MeasureRow] = ()
        self._rows: Sequence[MeasureRow] = ()
        self._words: tuple[str, ...] = ()
        self._choices: dict[int, str] = {}
        self._only: frozenset[str] | None = None

    @property
    def total(self) -> int:
        return len(self._all)

    @property
    def filtered(self) -> bool:
        return bool(self._words) or any(self._choices.values()) or self._only is not None

    def set_rows(self, rows: Sequence[MeasureRow]) -> None:
        self._all = rows
        self._filter()

    def set_words(self, text: str) -> None:
        self._words = tuple(text.casefold().split())
        self._filter()

    def set_choice(self, column: int, value: str) -> None:
        """A cell of this column must hold the value; an empty one lifts the filter."""
        self._choices[column] = value
        self._filter()

    def set_only(self, measure_ids: Iterable[str] | None) -> None:
        self._only = None if measure_ids is None else frozenset(measure_ids)
        self._filter()

    def _filter(self) -> None:
        self.beginResetModel()
        self._rows = [row for row in self._all if self._fits(row)]
        self.endResetModel()

    def _fits(self, row: MeasureRow) -> bool:
        if self._only is not None and row.measure.id not in self._only:
            return False
        if not all(word in row.haystack for word in self._words):
            return False
        return all(
            not value or value == row.cells[column] or value in row.cells[column].split("、")
            for column, value in self._choices.items()
        )

    def row(self, number: int) -> MeasureRow:
        return self._rows[number]

    def rowCount(self, parent: Index = _INVALID) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _INVALID) -> int:
        return 0 if parent.isValid() else len(COLUMNS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.cells[index.column()]
        if role == Qt.ItemDataRole.ToolTipRole:
            return row.cells[index.column()] if index.column() else row.measure.benefit.text
        return None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return t(COLUMNS[section])
        return None
