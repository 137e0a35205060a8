"""Answers that are chosen: yes or no, one of several, any number of several."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt

from navigator.model.facts import Answer, Fact, FactType
from navigator.ui.context import UiContext
from navigator.ui.i18n import t
from navigator.ui.pages.wizard.editor_base import Editor
from navigator.ui.pages.wizard.field_editors import DateEditor, NumberEditor
from navigator.ui.pages.wizard.tiles import ChoiceTile
from navigator.ui.widgets import grid

_TWO_COLUMNS = 6  # more choices than this stand side by side where there is room


class ChoiceEditor(Editor):
    """是/否, or one value of several."""

    def __init__(self, ctx: UiContext, fact: Fact, compact: bool) -> None:
        super().__init__(ctx, fact, compact)
        if fact.type is FactType.BOOL:
            pairs: list[tuple[object, str]] = [(True, t("是")), (False, t("否"))]
        else:
            pairs = [(item.value, item.label) for item in fact.values]
        self.values = [value for value, _ in pairs]
        self.tiles = _tiles(self, [text for _, text in pairs], False)
        for index, tile in enumerate(self.tiles):
            tile.clicked.connect(lambda _=False, i=index: self._chosen(i))

    def set_answer(self, answer: Answer | None) -> None:
        for value, tile in zip(self.values, self.tiles, strict=True):
            tile.setChecked(answer is not None and value == answer)

    def press_number(self, number: int) -> bool:
        if not 1 <= number <= len(self.tiles):
            return False
        self._chosen(number - 1)
        return True

    def first_focus(self) -> None:
        chosen = next((tile for tile in self.tiles if tile.isChecked()), self.tiles[0])
        chosen.setFocus(Qt.FocusReason.OtherFocusReason)

    def _chosen(self, index: int) -> None:
        for position, tile in enumerate(self.tiles):
            tile.setChecked(position == index)
        self.submitted.emit(self.values[index])


class SeveralEditor(Editor):
    """Any number of values; what is not ticked is answered with no."""

    immediate = False

    def __init__(self, ctx: UiContext, fact: Fact, compact: bool) -> None:
        super().__init__(ctx, fact, compact)
        self.tiles = _tiles(self, [item.label for item in fact.values], True)
        self.none_words = t("都没有")

    def set_answer(self, answer: Answer | None) -> None:
        chosen = answer if isinstance(answer, frozenset) else frozenset()
        for item, tile in zip(self.fact.values, self.tiles, strict=True):
            tile.setChecked(item.value in chosen)

    def press_number(self, number: int) -> bool:
        if number == 0:
            self.answer_none()
            return True
        if number > len(self.tiles):
            return False
        self.tiles[number - 1].toggle()
        self.tiles[number - 1].setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def first_focus(self) -> None:
        self.tiles[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def submit(self) -> None:
        chosen = [
            item.value
            for item, tile in zip(self.fact.values, self.tiles, strict=True)
            if tile.isChecked()
        ]
        if chosen:
            self.submitted.emit(chosen)
        else:
            self.problem.emit(t("一项也没有勾。确实没有，请按“都没有”；说不准，请按“不清楚”。"))

    def answer_none(self) -> None:
        self.set_answer(None)
        self.submitted.emit([])


def _tiles(owner: Editor, texts: Sequence[str], multi: bool) -> list[ChoiceTile]:
    theme = owner.ctx.theme
    inner = grid(theme, spacing=6 if owner.compact else 8)
    owner.body.addLayout(inner)
    columns = 2 if not owner.compact and len(texts) > _TWO_COLUMNS else 1
    if not owner.compact and len(texts) == 2:
        columns = 2
    tiles = []
    for index, text in enumerate(texts):
        number = 0 if owner.compact or owner.ctx.kiosk else index + 1
        tile = ChoiceTile(theme, text, number, multi=multi, compact=owner.compact)
        inner.addWidget(tile, index // columns, index % columns)
        tiles.append(tile)
    return tiles


def make_editor(ctx: UiContext, fact: Fact, compact: bool = False) -> Editor:
    """The control for a fact."""
    if fact.type is FactType.BOOL:
        return ChoiceEditor(ctx, fact, compact)
    if fact.type is FactType.ENUM:
        return SeveralEditor(ctx, fact, compact) if fact.multi else ChoiceEditor(ctx, fact, compact)
    if fact.type is FactType.DATE:
        return DateEditor(ctx, fact, compact)
    return NumberEditor(ctx, fact, compact)
