"""The state of one visitor's questions: answers, what was skipped, the way back, undo.

Kept in memory only. What is asked next follows from the answers; nothing here decides policy.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from PySide6.QtCore import QObject, Signal

from navigator.eligibility.assess import assessment
from navigator.eligibility.check import check_answer, contradictions
from navigator.eligibility.questions import (
    change_answer,
    next_question,
    open_skipped,
    progress,
)
from navigator.eligibility.rules import Rules
from navigator.model.assessment import Assessment, MeasureResult, Progress, Question, Status
from navigator.model.facts import Answer, Fact
from navigator.ui.pages.wizard.interview_state import Conflict, Snapshot

APPLICANT = "applicant_type"
_MOST_UNDO = 50


class Interview(QObject):
    """One applicant. ``changed`` follows every change of answers, date or question."""

    changed = Signal()

    def __init__(self, rules: Rules, as_of: dt.date, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rules = rules
        self.name = ""
        self._as_of = as_of
        self._answers: dict[str, Answer] = {}
        self._skipped: set[str] = set()
        self._trail: list[str] = []
        self._asked: str | None = None
        self._focus: str | None = None
        self._undo: list[Snapshot] = []
        self._assessment: Assessment | None = None
        self._before: Assessment | None = None

    # What is known

    @property
    def answers(self) -> Mapping[str, Answer]:
        return self._answers

    @property
    def skipped(self) -> frozenset[str]:
        return frozenset(self._skipped)

    @property
    def as_of(self) -> dt.date:
        return self._as_of

    @property
    def focus(self) -> str | None:
        """The measure somebody came for, whose questions come first."""
        return self._focus

    @property
    def focus_settled(self) -> bool:
        """Whether nothing is left to ask about the measure somebody came for."""
        return self._focus is not None and self._focus_question() is None

    @property
    def asked(self) -> str | None:
        """The fact that was asked for by name, if one was."""
        return self._asked

    @property
    def begun(self) -> bool:
        return bool(self._answers or self._skipped)

    @property
    def can_undo(self) -> bool:
        return bool(self._undo)

    @property
    def can_go_back(self) -> bool:
        return self._place() > 0

    def assessment(self) -> Assessment:
        if self._assessment is None:
            self._assessment = assessment(self._answers, self._as_of, self.rules)
        return self._assessment

    def previous(self) -> Assessment | None:
        """The assessment before the last change."""
        return self._before

    def result(self, measure_id: str) -> MeasureResult:
        """One measure's result. Raises KeyError for a measure that is not in the catalogue."""
        for result in self.assessment().results:
            if result.measure_id == measure_id:
                return result
        raise KeyError(measure_id)

    def progress(self) -> Progress:
        return progress(self._answers, self._as_of, self.rules, self._skipped)

    def unclear(self) -> tuple[str, ...]:
        """Facts answered with 不清楚 that still matter."""
        return open_skipped(self._answers, self._as_of, self.rules, self._skipped)

    def unanswered(self) -> tuple[Fact, ...]:
        """Facts without an answer that some measure still open to this applicant looks at."""
        applicant = self._answers.get(APPLICANT)
        used: set[str] = set()
        for rule in self.rules.at(self._as_of).measures:
            audience = rule.measure.audience
            if rule.claimable_now and (not audience or applicant is None or applicant in audience):
                used.update(rule.measure.facts)
        return tuple(
            fact
            for fact in self.rules.vocabulary.facts
            if fact.id in used and fact.id not in self._answers
        )

    # What to ask

    def question(self) -> Question | None:
        """What to ask now; None when nothing is left."""
        if self._asked is not None:
            return Question(self._asked, self.concerned(self._asked))
        if APPLICANT not in self._answers and APPLICANT not in self._skipped:
            return Question(APPLICANT, self.concerned(APPLICANT))
        if self._focus is not None:
            wanted = self._focus_question()
            if wanted is not None:
                return Question(wanted, self.concerned(wanted))
        return next_question(self._answers, self._as_of, self.rules, self._skipped)

    def _focus_question(self) -> str | None:
        result = self.result(self._focus or "")
        open_facts = result.missing_facts or (
            result.amount_facts if result.status is Status.ELIGIBLE else ()
        )
        left = [fact for fact in open_facts if fact not in self._skipped]
        return min(left, key=lambda fact: self.rules.vocabulary[fact].cost, default=None)

    def concerned(self, fact_id: str) -> tuple[str, ...]:
        """Ids of open measures a fact can still decide; of all that look at it, if none is."""
        open_now = tuple(
            result.measure_id
            for result in self.assessment().results
            if fact_id in result.missing_facts or fact_id in result.amount_facts
        )
        return open_now or tuple(
            measure.id for measure in self.rules.catalogue.measures if fact_id in measure.facts
        )

    def check(self, fact_id: str, raw: object) -> tuple[Answer | None, str | None]:
        """A raw value as an answer, or in Chinese why it cannot be one."""
        return check_answer(self.rules.vocabulary[fact_id], raw, self._as_of)

    def conflict(self, fact_id: str, answer: Answer) -> Conflict | None:
        """Whether an answer contradicts the ones already given."""
        trial = {**self._answers, fact_id: answer}
        rejections = contradictions(trial, self._as_of, self.rules)
        if not rejections:
            return None
        _, drops = change_answer(self._answers, fact_id, answer, self._as_of, self.rules)
        return Conflict(tuple(rejection.message for rejection in rejections), drops)

    # Changing it

    def answer(self, fact_id: str, answer: Answer) -> tuple[str, ...]:
        """Sets an answer; returns the facts whose answers had to go because of it."""
        self._remember()
        self._answers, dropped = change_answer(
            self._answers, fact_id, answer, self._as_of, self.rules
        )
        self._skipped.discard(fact_id)
        self._passed(fact_id)
        return dropped

    def skip(self, fact_id: str) -> None:
        """不清楚: an unknown is kept unknown."""
        self._remember()
        self._answers.pop(fact_id, None)
        self._skipped.add(fact_id)
        self._passed(fact_id)

    def ask(self, fact_id: str) -> None:
        """Puts exactly this question next."""
        self._asked = fact_id
        self.changed.emit()

    def back(self) -> bool:
        """Goes to the question before; False at the first one."""
        place = self._place()
        if place <= 0:
            return False
        self._asked = self._trail[place - 1]
        self.changed.emit()
        return True

    def undo(self) -> bool:
        """Takes the last change back."""
        if not self._undo:
            return False
        state = self._undo.pop()
        self._answers = dict(state.answers)
        self._drop_impossible()  # the date may have changed since
        self._skipped = set(state.skipped)
        self._trail = list(state.trail)
        self._asked = None
        self._refresh()
        return True

    def set_focus(self, measure_id: str | None) -> None:
        self._focus = measure_id
        self._asked = None
        self.changed.emit()

    def set_as_of(self, date: dt.date) -> tuple[str, ...]:
        """Another date of handling; returns answers that cannot be on it and were taken back."""
        if date == self._as_of:
            return ()
        self._as_of = date
        dropped = self._drop_impossible()
        self._refresh()
        return dropped

    def _drop_impossible(self) -> tuple[str, ...]:
        """Takes back answers that cannot be on the date of handling."""
        dropped = tuple(f for f, answer in self._answers.items() if self.check(f, answer)[1])
        for fact_id in dropped:
            del self._answers[fact_id]
        return dropped

    def adopt(self, answers: Mapping[str, Answer], name: str = "") -> None:
        """Takes over a whole set of answers, as one step that can be undone."""
        self._remember()
        self._answers = dict(answers)
        self._skipped.clear()
        self._trail = list(answers)
        self._asked = None
        self._focus = None
        self.name = name
        self._refresh()

    def copy(self, parent: QObject | None = None) -> Interview:
        """An independent interview with the same answers, for what-if."""
        other = Interview(self.rules, self._as_of, parent)
        other._answers = dict(self._answers)
        other._skipped = set(self._skipped)
        other._trail = list(self._trail)
        return other

    def wipe(self) -> None:
        """Forgets the visitor: answers, name, way back, undo."""
        self.name = ""
        self._answers = {}
        self._skipped.clear()
        self._trail.clear()
        self._undo.clear()
        self._asked = self._focus = None
        self._refresh()
        self._before = None

    def _place(self) -> int:
        """Index of the present question in the way here; past its end for a new one."""
        if self._asked is not None and self._asked in self._trail:
            return self._trail.index(self._asked)
        return len(self._trail)

    def _passed(self, fact_id: str) -> None:
        if fact_id not in self._trail:
            self._trail.append(fact_id)
        self._asked = None
        self._refresh()

    def _remember(self) -> None:
        self._undo.append(
            Snapshot(dict(self._answers), frozenset(self._skipped), tuple(self._trail))
        )
        del self._undo[:-_MOST_UNDO]

    def _refresh(self) -> None:
        self._before = self.assessment() if self._assessment is not None else None
        self._assessment = None
        self.changed.emit()
