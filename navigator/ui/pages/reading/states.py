"""What a document's state looks like: one table for the tree, the title block and the inspector."""

from __future__ import annotations

import datetime as dt

from navigator.app.content import DocumentState, DocumentView

_TONES = {
    DocumentState.IN_FORCE: "good",
    DocumentState.ENDED: "danger",
    DocumentState.NOT_YET: "warn",
    DocumentState.TITLE_ONLY: "warn",
    DocumentState.UNSTATED: "",
}
ONLY_DIGEST = ("仅要点", "accent")
BEFORE_END = ("未到截止日", "good")


def state_words(view: DocumentView, as_of: dt.date) -> tuple[str, str]:
    """Words and tone of a document's state on a day."""
    state = view.state(as_of)
    if state is DocumentState.UNSTATED and view.document.ends_on:
        return BEFORE_END  # the day it ends is stated, though not the day it began
    return state.label, _TONES[state]


def tree_badge(view: DocumentView, as_of: dt.date) -> tuple[str, str] | None:
    """What the tree says of a document: first whether its wording is here at all; nothing where
    the text states no period."""
    if not view.official:
        return ONLY_DIGEST
    if view.state(as_of) is DocumentState.UNSTATED:
        return None
    return state_words(view, as_of)
