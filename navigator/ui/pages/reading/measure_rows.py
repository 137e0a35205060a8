"""Measures as links, each with how it stands on the date of handling before anybody is asked."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from navigator.app.result_groups import GROUP_LABELS, GROUP_LOOKS, Group
from navigator.model.assessment import Status
from navigator.ui.i18n import t
from navigator.ui.pages.reading.link_button import LinkButton
from navigator.ui.theme import Theme
from navigator.ui.widgets import badge, row

if TYPE_CHECKING:
    from navigator.eligibility.rules import DatedRules
    from navigator.model.measures import Measure

_DATED = {
    Status.CLOSED: Group.CLOSED,
    Status.NOT_YET_OPEN: Group.NOT_YET_OPEN,
    Status.INTENTION: Group.INTENTION,
}


def standing(status: Status) -> tuple[str, str]:
    """Words and tone; without answers only the date decides, so what is open is just open."""
    group = _DATED.get(status)
    return (GROUP_LABELS[group], GROUP_LOOKS[group][1]) if group else ("可以申请", "good")


def measure_rows(
    theme: Theme, rules: DatedRules, measures: Iterable[Measure], open_: Callable[[str], object]
) -> list[QWidget]:
    """One row a measure: its title as a link, its standing as a badge."""
    by_id = {rule.measure.id: rule for rule in rules.measures}
    rows = []
    for measure in measures:
        words, tone = standing(by_id[measure.id].assess({}).status)
        made = QWidget()
        line = row(theme, made, spacing=6)
        link = LinkButton(theme, measure.title, partial(open_, measure.id), "compass")
        link.setToolTip(f"{measure.title}：{measure.benefit.text}")
        link.setAccessibleName(f"{measure.title}，{t(words)}")
        line.addWidget(link, 1)
        line.addWidget(badge(t(words), tone), 0, Qt.AlignmentFlag.AlignVCenter)
        rows.append(made)
    return rows
