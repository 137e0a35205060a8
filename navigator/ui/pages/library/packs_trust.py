"""The publishers this machine trusts, one below the other, each with its fingerprint."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from navigator.model.errors import ExpectedError
from navigator.store.packs import TrustStore, in_groups
from navigator.ui.context import UiContext
from navigator.ui.i18n import t
from navigator.ui.widgets import button, column, label, row


class TrustBox(QWidget):
    """Removing takes effect at once; it undoes nothing that is installed."""

    def __init__(self, ctx: UiContext, trust: TrustStore) -> None:
        super().__init__()
        self.setProperty("ground", "none")
        self._ctx = ctx
        self._trust = trust
        self._body = column(ctx.theme, self, (0, 2, 0, 2), 10)
        self._rows: QWidget | None = None
        self.show_list()

    def show_list(self) -> None:
        """The list as it is now."""
        if self._rows is not None:
            self._body.removeWidget(self._rows)
            self._rows.hide()
            self._rows.deleteLater()
        theme = self._ctx.theme
        self._rows = QWidget()
        self._rows.setProperty("ground", "none")
        inner = column(theme, self._rows, (0, 0, 0, 0), 10)
        try:
            publishers = self._trust.publishers()
        except ExpectedError as error:
            publishers = []
            inner.addWidget(label(error.message, "body", "danger", selectable=True))
        else:
            if not publishers:
                inner.addWidget(label(t("还没有信任的发布者。"), "soft"))
        for item in publishers:
            line = row(theme, None, (0, 0, 0, 0), 12)
            texts = column(theme, None, (0, 0, 0, 0), 2)
            texts.addWidget(label(item.name, "strong", selectable=True))
            texts.addWidget(label(in_groups(item.fingerprint), "caption", selectable=True))
            day = item.added_at[:10]
            texts.addWidget(label(t("{day} 加入", day=day), "caption"))
            line.addLayout(texts, 1)
            drop = button(
                theme, t("不再信任"), "quiet", "trash-2", partial(self._remove, item.fingerprint)
            )
            drop.setAccessibleName(t("不再信任 {name}", name=item.name))
            line.addWidget(drop, 0, Qt.AlignmentFlag.AlignTop)
            inner.addLayout(line)
        self._body.addWidget(self._rows)

    def _remove(self, fingerprint: str) -> None:
        try:
            gone = self._trust.remove(fingerprint)
        except ExpectedError as error:
            self._ctx.messages.toast(error.message, "warn")
        else:
            self._ctx.messages.toast(t("已不再信任“{name}”。", name=gone.name))
        self.show_list()
