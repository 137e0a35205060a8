"""What an import would bring, before anything is stored."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from navigator.app.importing import Preview
from navigator.ui.i18n import t
from navigator.ui.pages.library.tables import (
    FINDING_COLUMNS,
    Column,
    Line,
    WordsTable,
    finding_lines,
)
from navigator.ui.pages.library.words import Finding, balance, by_reason, remark_of, size_of
from navigator.ui.theme import Theme
from navigator.ui.widgets import ElidedLabel, badge, button, column, label, row

COLUMNS = (
    Column("标题"),
    Column("文号", 170, spare=1),
    Column("日期", 100, spare=2),
    Column("条款", 60, number=True),
    Column("变化", 130),
)


def preview_lines(preview: Preview) -> list[Line]:
    """Rows for :data:`COLUMNS`, in the publication's order."""
    documents = preview.publication.documents if preview.publication is not None else ()
    return [
        Line(
            (
                document.title,
                document.doc_number or t("没有文号"),
                document.issued_on.isoformat() if document.issued_on else t("未载明"),
                str(len(document.provisions)),
                remark_of(document, preview),
            )
        )
        for document in documents
    ]


class PreviewBox(QWidget):
    """One file: its balance, what was taken off and doubted, and its documents."""

    def __init__(self, theme: Theme, preview: Preview, most: int) -> None:
        super().__init__()
        self.setProperty("ground", "none")
        self.table: WordsTable | None = None
        body = column(theme, self, (0, 2, 0, 6), 6)
        head = row(theme, None, (0, 0, 0, 0), 8)
        head.addWidget(ElidedLabel(preview.path.name, "strong"), 1)
        if preview.present:
            head.insertWidget(0, badge(t("已经导入过"), "accent"))
        elif preview.publication is None:
            head.insertWidget(0, badge(t("不能导入"), "danger"))
        body.addLayout(head)
        publication = preview.publication
        if publication is None:
            body.addWidget(label(preview.message, "body", "danger", selectable=True))
            return
        if preview.present:
            body.addWidget(label(t("同一个文件已在资料库里，不会重复存入。"), "soft"))
            return
        facts = t(
            "{documents} 份文件，{provisions} 个条款　{size}",
            documents=len(publication.documents),
            provisions=sum(len(d.provisions) for d in publication.documents),
            size=size_of(publication.source),
        )
        body.addWidget(label(facts, "soft"))
        sums = row(theme, None, (0, 0, 0, 0), 8)
        even = publication.characters.balanced
        sums.addWidget(
            badge(t("一字不少") if even else t("字数对不上"), "good" if even else "danger")
        )
        sums.addWidget(label(balance(publication.characters), "body"), 1)
        body.addLayout(sums)
        removed, doubts = publication.removed, publication.review
        words = t("移除 {n} 处", n=len(removed))
        words += f"（{by_reason(removed)}）" if removed else ""
        words += t("，待核 {n} 处", n=len(doubts)) + (f"（{by_reason(doubts)}）" if doubts else "")
        body.addWidget(label(words, "soft"))
        self.table = WordsTable(theme, t("将要导入的文件"), COLUMNS, most)
        self.table.set_lines(preview_lines(preview))
        body.addWidget(self.table)


class FindingsBox(QWidget):
    """A folded table of removals or doubts: the count is in sight, the lines one press away."""

    def __init__(
        self,
        theme: Theme,
        name: str,
        findings: Sequence[Finding],
        opened: bool = False,
        icon: str = "list",
    ) -> None:
        super().__init__()
        self.setProperty("ground", "none")
        self._name = name
        body = column(theme, self, (0, 0, 0, 0), 6)
        head = row(theme, None, (0, 0, 0, 0), 8)
        self.button = button(theme, "", "quiet", icon, self.toggle)
        self.button.setCheckable(False)
        self.button.setEnabled(bool(findings))
        self._count = len(findings)
        head.addWidget(self.button)
        head.addWidget(label(by_reason(findings), "soft"), 1)
        body.addLayout(head)
        self.table = WordsTable(theme, name, FINDING_COLUMNS, most=6)
        self.table.set_lines(finding_lines(findings))
        body.addWidget(self.table)
        # In its place first, or it would flash up as a window and take the focus away.
        self.table.setVisible(opened and bool(findings))
        self._say()

    def toggle(self) -> None:
        self.table.setVisible(self.table.isHidden())
        self._say()

    def _say(self) -> None:
        words = t("{name} {n} 处", name=self._name, n=self._count)
        if self._count:
            words += t("，收起") if not self.table.isHidden() else t("，逐条看")
        self.button.setText(words)
