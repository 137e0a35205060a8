"""Two provisions or two documents side by side, scrolled together, differences marked on demand."""

from __future__ import annotations

from difflib import SequenceMatcher
from html import escape
from typing import Any

from PySide6.QtCore import QUrl
from PySide6.QtWidgets import QHBoxLayout, QScrollBar, QTextBrowser, QVBoxLayout, QWidget

from navigator.app.content import ProvisionView
from navigator.ui.context import UiContext
from navigator.ui.i18n import t
from navigator.ui.theme import Theme
from navigator.ui.widgets import chip, label, row


class _Side(QTextBrowser):
    def loadResource(self, kind: int, name: QUrl | str) -> Any:
        del kind, name
        return None


def wording(item: ProvisionView) -> str:
    """What is compared: the official wording, else our digest."""
    provision = item.provision
    if item.official:
        return f"{provision.label or ''}{provision.heading or ''}{provision.text}"
    return item.digest or ""


def marked_pair(left: str, right: str, theme: Theme) -> tuple[str, str]:
    """Both texts as rich text; what only one of them says is marked in it."""
    ended, added = theme.hex("danger_soft"), theme.hex("good_soft")
    ink = theme.hex("text")
    a_out: list[str] = []
    b_out: list[str] = []
    for kind, a0, a1, b0, b1 in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        a, b = (escape(text).replace("\n", "<br>") for text in (left[a0:a1], right[b0:b1]))
        if kind == "equal":
            a_out.append(a)
            b_out.append(b)
            continue
        if a:
            a_out.append(f"<span style='background-color:{ended}; color:{ink}'><s>{a}</s></span>")
        if b:
            b_out.append(f"<span style='background-color:{added}; color:{ink}'><u>{b}</u></span>")
    return "".join(a_out), "".join(b_out)


class ComparePane(QWidget):
    """Left and right texts with their titles."""

    def __init__(
        self,
        ctx: UiContext,
        titles: tuple[str, str],
        sides: tuple[list[ProvisionView], list[ProvisionView]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.ctx = ctx
        self._sides = sides
        self._browsers = (_Side(), _Side())
        outer = QVBoxLayout(self)
        outer.setContentsMargins(12, 8, 12, 8)
        top = row(ctx.theme, None, (0, 0, 0, 0), 12)
        self.differences = chip(t("标出不同"))
        self.together = chip(t("一起滚动"), checked=True)
        for made in (self.differences, self.together):
            top.addWidget(made)
        top.addStretch(1)
        outer.addLayout(top)
        columns = QHBoxLayout()
        columns.setSpacing(12)
        for title, browser in zip(titles, self._browsers, strict=True):
            column = QVBoxLayout()
            column.addWidget(label(title, "strong"))
            browser.setOpenLinks(False)
            browser.setAccessibleName(title)
            column.addWidget(browser, 1)
            columns.addLayout(column, 1)
        outer.addLayout(columns, 1)
        self.differences.toggled.connect(lambda _on: self.fill())
        first, second = (browser.verticalScrollBar() for browser in self._browsers)
        first.valueChanged.connect(lambda _v: self._follow(first, second))
        second.valueChanged.connect(lambda _v: self._follow(second, first))
        self._busy = False
        self.fill()

    def _follow(self, leader: QScrollBar, other: QScrollBar) -> None:
        if self._busy or not self.together.isChecked():
            return
        self._busy = True
        share = leader.value() / max(1, leader.maximum())
        other.setValue(round(share * other.maximum()))
        self._busy = False

    def fill(self) -> None:
        """Set both texts anew."""
        pages: tuple[list[str], list[str]] = ([], [])
        left, right = self._sides
        for index in range(max(len(left), len(right))):
            a = wording(left[index]) if index < len(left) else ""
            b = wording(right[index]) if index < len(right) else ""
            if self.differences.isChecked():
                shown = marked_pair(a, b, self.ctx.theme)
            else:
                shown = escape(a).replace("\n", "<br>"), escape(b).replace("\n", "<br>")
            for page, text in zip(pages, shown, strict=True):
                page.append(text)
        size = self.ctx.theme.reading_size
        for browser, page in zip(self._browsers, pages, strict=True):
            body = "".join(f"<p style='line-height:165%; margin:6px 0'>{text}</p>" for text in page)
            browser.setHtml(f"<body style='font-size:{size}px'>{body}</body>")


def align(
    left: list[ProvisionView], right: list[ProvisionView]
) -> tuple[list[ProvisionView], list[ProvisionView]]:
    """Two editions of one document, provisions of the same path beside each other."""
    by_path = {item.provision.path: item for item in right}
    first = [item for item in left if item.provision.path in by_path]
    second = [by_path[item.provision.path] for item in first]
    rest_left = [item for item in left if item.provision.path not in by_path]
    known = {item.provision.path for item in left}
    rest_right = [item for item in right if item.provision.path not in known]
    return first + rest_left, second + rest_right
