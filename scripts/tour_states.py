"""All stops of the tour, in their order."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from navigator.ui.pages import available_pages
from scripts import tour_counter, tour_pages, tour_reading, tour_shell
from scripts.tour_stage import Stage, State

__all__ = ["State", "all_states"]


def _plain(page_id: str) -> State:
    def take(stage: Stage) -> QWidget | None:
        stage.page(page_id)
        return None

    return State(page_id, take, page_id)


def all_states() -> list[State]:
    """What is registered, and a plain stop at each page that has none of its own."""
    found = [
        state
        for part in (tour_reading, tour_counter, tour_pages, tour_shell)
        for state in part.STOPS
    ]
    seen = {state.page for state in found}
    return found + [_plain(p.page_id) for p in available_pages() if p.page_id not in seen]
