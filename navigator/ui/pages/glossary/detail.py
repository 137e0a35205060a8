"""One term: its explanation, what that rests on, and the provisions it stands in."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from navigator.app.content import Contents
from navigator.model.citation import book_title
from navigator.model.digests import Basis, Term
from navigator.ui.context import UiContext
from navigator.ui.i18n import t
from navigator.ui.widgets import badge, button, column, divider, flow, label, restyle, row
from navigator.ui.widgets.row_list import Row, RowList

MOST_PLACES = 200


def place_rows(term: Term, contents: Contents) -> list[Row]:
    """Rows of the provisions, the document's title above those of each document."""
    rows: list[Row] = []
    shown: dict[str, list[str]] = {}  # documents in the order their first place comes
    for provision_id in term.provisions[:MOST_PLACES]:
        shown.setdefault(provision_id.partition("#")[0], []).append(provision_id)
    for document_id, ids in shown.items():
        view = contents.document(document_id)
        if view is None:
            continue
        rows.append(Row(book_title(view.document.title)))
        for provision_id in ids:
            item = contents.provision(provision_id)
            if item is not None:
                rows.append(Row(item.title, item.digest or "", provision_id))
    return rows


class TermDetail(QWidget):
    opened = Signal(str, bool)  # provision id, beside
    searchWanted = Signal()  # noqa: N815 (Qt spelling)
    copyWanted = Signal()  # noqa: N815 (Qt spelling)

    def __init__(self, ctx: UiContext) -> None:
        super().__init__()
        self._theme = ctx.theme
        self.setProperty("ground", "surface")
        # In large type the explanation and the places scroll together; nothing is cut.
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column(ctx.theme, self, (0, 0, 0, 0), 0).addWidget(area)
        ground = QWidget()
        ground.setProperty("ground", "surface")
        outer = column(ctx.theme, ground, (0, 0, 0, 0), 0)
        area.setWidget(ground)
        head = QWidget()
        body = column(ctx.theme, head, (28, 22, 28, 16), 10)
        first = row(ctx.theme, spacing=12)
        self.term = label("", "title", selectable=True)
        self.basis = badge("")
        first.addWidget(self.term, 1)
        first.addWidget(self.basis, 0, Qt.AlignmentFlag.AlignVCenter)
        body.addLayout(first)
        self.explanation = label("", "lead", selectable=True)
        self.also = label("", "soft", selectable=True)
        body.addWidget(self.explanation)
        body.addWidget(self.also)
        tools = flow(ctx.theme, spacing=8)
        self.search = button(ctx.theme, "", icon="search", on_click=self.searchWanted.emit)
        self.copy = button(ctx.theme, "", icon="copy", on_click=self.copyWanted.emit)
        tools.addWidget(self.search)
        tools.addWidget(self.copy)
        body.addLayout(tools)
        outer.addWidget(head)
        outer.addWidget(divider())
        foot = QWidget()
        under = column(ctx.theme, foot, (14, 12, 14, 8), 6)
        self.count = label("", "strong")
        self.places = RowList(ctx.theme, t("出现在哪些条款"))
        self.places.opened.connect(self.opened.emit)
        under.addWidget(self.count)
        under.addWidget(self.places, 1)
        outer.addWidget(foot, 1)
        ctx.theme.changed.connect(self._fit)
        self._fit()

    def _fit(self) -> None:
        """Long explanations keep a readable measure."""
        self.count.setIndent(self._theme.px(14))
        self.explanation.setMaximumWidth(self._theme.px(720))
        self.setMinimumWidth(self._theme.px(280))
        self.places.setMinimumHeight(self._theme.px(150))

    def show_term(self, term: Term, places: Sequence[Row] | None) -> None:
        """``places`` is None while they are still being looked for."""
        self.term.setText(term.term)
        own = term.basis is Basis.TEXT
        self.basis.setText(t("汇编里有说明") if own else t("通常的意思"))
        self.basis.setToolTip(
            t("汇编自己说了它是什么意思，这里换成我们的话。")
            if own
            else t("汇编没有下定义，这里写的是通常的意思，以经办单位的解释为准。")
        )
        restyle(self.basis, tone="good" if own else "")
        self.explanation.setText(term.explanation)
        self.also.setText(t("也写作：{words}", words="、".join(term.also)))
        self.also.setVisible(bool(term.also))
        self.search.setText(t("检索这个词"))
        self.copy.setText(t("复制解释"))
        self.places.setAccessibleName(t("出现在哪些条款"))
        self.count.setText(_count(term, places))
        self.places.set_rows(places or ())


def _count(term: Term, places: Sequence[Row] | None) -> str:
    if places is None:
        return t("正在找它出现在哪里…")
    if not places:
        return t("这台电脑上的文字里还没有它；导入汇编后再来看。")
    total = len(term.provisions)
    documents = sum(not item.key for item in places)
    if total > MOST_PLACES:
        return t("出现在 {n} 条里，先列 {most} 条；其余请用检索。", n=total, most=MOST_PLACES)
    return t("出现在 {d} 份文件的 {n} 条里，点一条去看", d=documents, n=total)
