"""What narrows the picture: kind, audience, state, words; and how it is grouped."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QPushButton, QWidget

from navigator.app.timeline import STATE_LABELS, UNDATED, UNDATED_LABEL, Choice, Lane, State
from navigator.model.documents import Domain
from navigator.model.facts import Vocabulary
from navigator.model.measures import MEASURE_KIND_LABELS, MeasureKind
from navigator.ui.i18n import t
from navigator.ui.theme import Theme
from navigator.ui.widgets import SearchField, chip, flow, row

_BY = (("domain", "按领域分组"), ("kind", "按类别分组"))


class Filters(QWidget):
    """A line of controls that wraps in a narrow window."""

    changed = Signal()

    def __init__(self, theme: Theme, vocabulary: Vocabulary) -> None:
        super().__init__()
        self.setProperty("ground", "none")
        self._vocabulary = vocabulary
        self._quiet = False
        line = flow(theme, self, 8)
        kinds = QWidget()
        kinds.setProperty("ground", "none")
        # Chips are lower than fields; the margins put them on one middle line.
        beside = row(theme, kinds, (0, 3, 0, 3), 8)
        line.addWidget(kinds)
        self.chips: dict[MeasureKind, QPushButton] = {}
        for kind in MeasureKind:
            made = chip("")
            made.toggled.connect(self._emit)
            self.chips[kind] = made
            beside.addWidget(made)
        self.domain = QComboBox()
        self.audience = QComboBox()
        self.state = QComboBox()
        self.by = QComboBox()
        self._boxes = (self.domain, self.audience, self.state, self.by)
        for box in self._boxes:
            # The longest choice would push the rest out of a narrow window; the list stays wide.
            box.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            box.currentIndexChanged.connect(self._emit)
            line.addWidget(box)
        self.words = SearchField(theme, t("在图中找"), t("在图中找措施"))
        self.words.textChanged.connect(self._emit)
        self.words.escaped.connect(self.words.clear)
        line.addWidget(self.words)
        self.theme = theme
        theme.changed.connect(self._fit)
        self._fit()

    def _fit(self) -> None:
        for box in self._boxes:
            box.setFixedWidth(self.theme.px(138))
        self.words.setFixedWidth(self.theme.px(168))

    def retranslate(self, lanes: Iterable[Lane]) -> None:
        """Texts and choices anew; what was chosen stays chosen."""
        lanes = list(lanes)
        choice = self.choice()
        self._quiet = True
        for kind, made in self.chips.items():
            count = sum(lane.kind is kind for lane in lanes)
            made.setText(f"{t(MEASURE_KIND_LABELS[kind])} {count}")
            made.setAccessibleName(
                t("只看{kind}，共 {n} 项", kind=t(MEASURE_KIND_LABELS[kind]), n=count)
            )
        fact = self._vocabulary["applicant_type"]
        used = {value for lane in lanes for value in lane.people}
        people = [(value.value, value.label) for value in fact.values if value.value in used]
        self._fill(self.audience, t("给谁"), [("", t("给谁：全部")), *people], choice.audience)
        domains = [
            (domain.value, f"{t(domain.label)} {sum(lane.domain is domain for lane in lanes)}")
            for domain in Domain
        ]
        self._fill(self.domain, t("领域"), [("", t("领域：全部")), *domains], choice.domain)
        states = [
            (state.value, f"{t(STATE_LABELS[state])} {sum(lane.state is state for lane in lanes)}")
            for state in State
        ]
        undated = sum(not lane.dated for lane in lanes)
        states.append((UNDATED, f"{t(UNDATED_LABEL)} {undated}"))
        self._fill(self.state, t("状态"), [("", t("状态：全部")), *states], choice.state)
        self._fill(self.by, t("分组"), [(key, t(words)) for key, words in _BY], choice.by)
        self.words.retranslate(t("在图中找"), t("在图中找措施"))
        self._quiet = False

    @staticmethod
    def _fill(box: QComboBox, name: str, rows: list[tuple[str, str]], chosen: str) -> None:
        box.clear()
        box.setAccessibleName(name)
        for key, words in rows:
            box.addItem(words, key)
        metrics = box.fontMetrics()
        longest = max(metrics.horizontalAdvance(words) for _, words in rows)
        box.view().setMinimumWidth(longest + metrics.height() * 2)
        box.setCurrentIndex(max(0, box.findData(chosen)))

    def choice(self) -> Choice:
        """What is chosen now."""
        return Choice(
            frozenset(kind.value for kind, made in self.chips.items() if made.isChecked()),
            str(self.audience.currentData() or ""),
            str(self.state.currentData() or ""),
            tuple(self.words.text().split()),
            str(self.by.currentData() or "domain"),
            str(self.domain.currentData() or ""),
        )

    def summary(self) -> str:
        """What is chosen in words, for a picture on paper; empty when nothing is."""
        choice = self.choice()
        parts = [t(MEASURE_KIND_LABELS[kind]) for kind in self.chips if kind in choice.kinds]
        for box in (self.domain, self.audience, self.state):
            if box.currentData():
                name = box.accessibleName()
                words = box.currentText().rsplit(" ", 1)[0] if box is not self.audience else ""
                parts.append(t("{name}：{words}", name=name, words=words or box.currentText()))
        parts += choice.words
        return "；".join(parts)

    def set_choice(self, choice: Choice) -> None:
        """Unknown values are ignored."""
        self._quiet = True
        for kind, made in self.chips.items():
            made.setChecked(kind.value in choice.kinds)
        for box, value in (
            (self.domain, choice.domain),
            (self.audience, choice.audience),
            (self.state, choice.state),
            (self.by, choice.by),
        ):
            box.setCurrentIndex(max(0, box.findData(value)))
        self.words.setText(" ".join(choice.words))
        self._quiet = False
        self.changed.emit()

    def clear(self) -> None:
        """Everything is shown again; the grouping stays."""
        self.set_choice(Choice(by=self.choice().by))

    def _emit(self, *_: object) -> None:
        if not self._quiet:
            self.changed.emit()
