"""Measures as links, each with how it stands on the date of handling before anybody is asked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from navigator.app.timeline import STATE_LABELS, STATE_TONES, state_of
from navigator.ui.i18n import t
from navigator.ui.pages.reading.link_button import LinkButton
from navigator.ui.theme import Theme
from navigator.ui.widgets import badge, row

if TYPE_CHECKING:
    from navigator.model.measures import Measure


def measure_rows(
    theme: Theme, as_of: dt.date, measures: Iterable[Measure], open_: Callable[[str], object]
) -> list[QWidget]:
    """One row a measure: its title as a link, its standing as a badge."""
    rows = []
    for measure in measures:
        state = state_of(measure, as_of)
        words, tone = STATE_LABELS[state], STATE_TONES[state]
        made = QWidget()
        line = row(theme, made, spacing=6)
        link = LinkButton(theme, measure.title, partial(open_, measure.id), "compass")
        link.setToolTip(f"{measure.title}：{measure.benefit.text}")
        link.setAccessibleName(f"{measure.title}，{t(words)}")
        line.addWidget(link, 1)
        line.addWidget(badge(t(words), tone), 0, Qt.AlignmentFlag.AlignVCenter)
        rows.append(made)
    return rows
