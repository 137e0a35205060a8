"""A pack before it is installed: whose it is, what is in it, what happens, and what to agree to."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QVBoxLayout, QWidget

from navigator.app.packs import Inspection
from navigator.store.packs import Consent, Installed, Standing, same_name
from navigator.ui.i18n import t
from navigator.ui.pages.library.packs_words import (
    DOCUMENT_COLUMNS,
    consequences,
    content_words,
    document_lines,
    standing_words,
)
from navigator.ui.pages.library.tables import WordsTable
from navigator.ui.theme import Theme
from navigator.ui.widgets import Card, IconLabel, badge, column, grid, label, row


class PackBox(QWidget):
    """Tells by ``changed`` whether enough has been agreed to."""

    changed = Signal(bool)

    def __init__(self, theme: Theme, found: Inspection, newest: Installed | None) -> None:
        super().__init__()
        self.setProperty("ground", "none")
        self.found = found
        self.compared: QCheckBox | None = None  # the fingerprint was compared
        self.typed: QLineEdit | None = None  # the publisher's name, typed out
        self.older: QCheckBox | None = None
        self._theme = theme
        body = column(theme, self, (0, 2, 0, 4), 10)
        self._facts(body)
        self._publisher(body)
        if found.pack.publications:
            self.table = WordsTable(theme, t("包里的文件"), DOCUMENT_COLUMNS, 4)
            self.table.set_lines(document_lines(found))
            body.addWidget(self.table)
        what = column(theme, None, (0, 0, 0, 0), 4)
        what.addWidget(label(t("装上以后"), "strong"))
        for words in consequences(found, newest):
            line = row(theme, None, (0, 0, 0, 0), 8)
            line.addWidget(IconLabel(theme, "check", "good", 16), 0, Qt.AlignmentFlag.AlignTop)
            line.addWidget(label(words, "soft"), 1)
            what.addLayout(line)
        body.addLayout(what)
        self._order(body)

    # -- parts ------------------------------------------------------------------------------------

    def _facts(self, body: QVBoxLayout) -> None:
        said = self.found.pack.manifest
        lines = grid(self._theme, None, (0, 0, 0, 0), 6)
        for number, (name, value) in enumerate(
            (
                (t("名称"), said.name),
                (t("版次"), t("{edition}　内容截至 {day}", edition=said.edition, day=said.created)),
                (t("内容"), content_words(self.found)),
            )
        ):
            lines.addWidget(label(name, "soft"), number, 0, Qt.AlignmentFlag.AlignTop)
            lines.addWidget(label(value, "body", selectable=True), number, 1)
        lines.setColumnStretch(1, 1)
        body.addLayout(lines)

    def _publisher(self, body: QVBoxLayout) -> None:
        found, theme = self.found, self._theme
        short, sentence, tone = standing_words(found.standing)
        card = Card(theme, (16, 12, 16, 12), 8, tone="" if tone == "good" else tone)
        head = row(theme, None, (0, 0, 0, 0), 8)
        head.addWidget(badge(short, tone))
        head.addWidget(label(found.pack.manifest.publisher, "strong", selectable=True), 1)
        card.body.addLayout(head)
        card.body.addWidget(label(sentence, "soft"))
        if found.pack.fingerprint:
            card.body.addLayout(self._fingerprint(found.pack.fingerprint))
        if found.standing in (Standing.UNKNOWN, Standing.OTHER_KEY):
            self.compared = QCheckBox(t("已打电话核对，十六组都一致；以后信任这个发布者"))
            self.compared.toggled.connect(self._changed)
            card.body.addWidget(self.compared)
        if found.standing in (Standing.UNKNOWN, Standing.UNSIGNED):
            words = (
                t("或者只装这一次，写出发布者的名称：")
                if found.standing is Standing.UNKNOWN
                else t("写出发布者的名称，表示确认来源：")
            )
            line = row(theme, None, (0, 0, 0, 0), 8)
            line.addWidget(label(words, "soft", wrap=False))
            self.typed = QLineEdit()
            self.typed.setAccessibleName(words)
            self.typed.setMaxLength(80)
            self.typed.textChanged.connect(self._changed)
            line.addWidget(self.typed, 1)
            card.body.addLayout(line)
        body.addWidget(card)

    def _fingerprint(self, fingerprint: str) -> QVBoxLayout:
        """Sixteen groups of four in two lines, as they are read out."""
        box = column(self._theme, None, (0, 0, 0, 0), 2)
        box.addWidget(label(t("签名指纹"), "caption"))
        groups = [fingerprint[i : i + 4] for i in range(0, 64, 4)]
        text = "\n".join("  ".join(groups[i : i + 8]) for i in (0, 8))
        self.print_label = label(text, "fingerprint", wrap=False, selectable=True)
        self.print_label.setAccessibleName(t("签名指纹") + " " + " ".join(groups))
        box.addWidget(self.print_label)
        return box

    def _order(self, body: QVBoxLayout) -> None:
        newer = self.found.older_than
        if newer is None:
            return
        card = Card(self._theme, (16, 10, 16, 10), 6, tone="warn")
        card.body.addWidget(
            label(
                t(
                    "这是 {old}，比已安装的 {new} 旧：装上后旧的文字会变成现行。",
                    old=self.found.pack.manifest.edition,
                    new=newer.edition,
                )
            )
        )
        self.older = QCheckBox(t("我知道，仍要安装旧版次"))
        self.older.toggled.connect(self._changed)
        card.body.addWidget(self.older)
        body.addWidget(card)

    # -- agreeing ---------------------------------------------------------------------------------

    def _changed(self) -> None:
        self.changed.emit(self.ready)

    @property
    def refused(self) -> bool:
        """Nothing one could agree to lets this pack in."""
        return self.found.standing is Standing.OTHER_NAME or self.found.present

    @property
    def ready(self) -> bool:
        if self.refused or (self.older is not None and not self.older.isChecked()):
            return False
        compared = self.compared is not None and self.compared.isChecked()
        return self.found.standing is Standing.TRUSTED or compared or self._named()

    def _named(self) -> bool:
        publisher = self.found.pack.manifest.publisher
        return self.typed is not None and same_name(self.typed.text()) == same_name(publisher)

    def consent(self) -> Consent:
        """What has been agreed to."""
        pack, unsigned = self.found.pack, self.found.standing is Standing.UNSIGNED
        name = pack.manifest.publisher if self._named() else None
        compared = self.compared is not None and self.compared.isChecked()
        return Consent(
            trust=pack.fingerprint if compared else None if unsigned else name,
            allow_unsigned=name if unsigned else None,
            allow_older=self.older is not None and self.older.isChecked(),
        )
