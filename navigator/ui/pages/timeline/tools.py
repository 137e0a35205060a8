"""The line above the picture: picture or list, how many, time nearer and farther, take away."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from navigator.ui.i18n import t
from navigator.ui.pages.timeline.chart import Chart
from navigator.ui.pages.timeline.scale import SPANS, STEP
from navigator.ui.theme import Theme
from navigator.ui.widgets import ElidedLabel, Segmented, button, chip, icon_button, label, row

MODES = (("picture", "图"), ("table", "列表"))
_SPAN_WORDS = {"month": "月", "quarter": "季", "year": "年", "all": "全部"}
_SPAN_HINTS = {
    "month": ("前后约三个月，看得见每一旬", "Alt+M"),
    "quarter": ("前后约一年", "Alt+Q"),
    "year": ("前后约三年", "Alt+Y"),
    "all": ("看全部时间", "Alt+A"),
}


class Tools(QWidget):
    """Acts on the chart by itself; ``export`` is called with ``.png`` or ``.svg``."""

    def __init__(self, theme: Theme, chart: Chart, export: Callable[[str], object]) -> None:
        super().__init__()
        self.setProperty("ground", "none")
        self._chart = chart
        self._time_shown = True
        self._narrow = False
        line = row(theme, self, (0, 0, 0, 0), 6)
        self.title = label("", "title", wrap=False)
        line.addWidget(self.title)
        self.title.setContentsMargins(0, 0, theme.px(8), 0)
        self.mode = Segmented(theme, [(key, t(words)) for key, words in MODES], t("图或列表"))
        self.count = ElidedLabel("", "soft")
        self.count.setContentsMargins(theme.px(6), 0, 0, 0)
        self.spans: dict[str, QPushButton] = {}
        for key in SPANS:
            made = self.spans[key] = chip("")
            made.clicked.connect(lambda _=False, chosen=key: self.show_span(chosen))
        self.farther = icon_button(theme, "zoom-out", "", lambda: chart.zoom(1 / STEP))
        self.closer = icon_button(theme, "zoom-in", "", lambda: chart.zoom(STEP))
        self.today = icon_button(theme, "locate", "", chart.to_date)
        self.time = (*self.spans.values(), self.farther, self.closer, self.today)
        self.narrow = icon_button(theme, "list-filter", "", checkable=True)
        self.save = button(theme, "", "secondary", "file-down")
        self.formats = QMenu(self.save)
        self.png = self.formats.addAction("", lambda: export(".png"))
        self.svg = self.formats.addAction("", lambda: export(".svg"))
        self.save.setMenu(self.formats)
        line.addWidget(self.mode)
        line.addWidget(self.count, 1)
        for part in self.time:
            line.addWidget(part)
        line.addSpacing(theme.px(6))
        line.addWidget(self.narrow)
        line.addWidget(self.save)
        chart.scaled.connect(self._mark)
        self._mark()

    def show_span(self, key: str) -> None:
        """``month``, ``quarter``, ``year`` or ``all``."""
        if SPANS[key]:
            self._chart.show_days(SPANS[key])
        else:
            self._chart.fit()

    def _mark(self) -> None:
        for key, made in self.spans.items():
            made.setChecked(SPANS[key] == self._chart.days)

    def retranslate(self) -> None:
        self.title.setText(t("时间线"))
        self.mode.set_texts([t(words) for _, words in MODES])
        self.set_room(self._narrow)
        self.png.setText(t("PNG 图片…"))
        self.svg.setText(t("SVG 矢量图…"))
        for key, chosen in self.spans.items():
            words, keys = _SPAN_HINTS[key]
            chosen.setText(t(_SPAN_WORDS[key]))
            chosen.setAccessibleName(t("时间范围：{words}", words=t(words)))
            chosen.setToolTip(f"{t(words)}（{keys}）")
        self.narrow.setAccessibleName(t("显示或收起筛选"))
        self.narrow.setToolTip(t("显示或收起筛选"))
        for made, words, keys in (
            (self.farther, t("缩小"), "-"),
            (self.closer, t("放大"), "+"),
            (self.today, t("回到办理日期"), "Alt+T"),
        ):
            made.setAccessibleName(words)
            made.setToolTip(f"{words}（{keys}）")

    def show_count(self, shown: int, total: int, documents: int, narrowed: bool) -> None:
        """``documents`` are counted apart: nobody applies for one."""
        words = (
            t("{n} 项措施，共 {total} 项", n=shown, total=total)
            if narrowed
            else t("共 {total} 项措施", total=total)
        )
        if documents:
            words += t("，{n} 份文件的施行期", n=documents)
        self.count.set_full_text(words)
        self.save.setEnabled(bool(shown + documents))

    def show_time(self, on: bool) -> None:
        """The buttons that move time make no sense beside a list."""
        for made in self.time:
            made.setVisible(on)
        self._time_shown = on
        self.set_room(self._narrow)

    def set_room(self, narrow: bool) -> None:
        """In a narrow window the words go, and what has a key besides."""
        self._narrow = narrow
        self.title.setVisible(not narrow)
        for made in (self.farther, self.closer):
            made.setVisible(self._time_shown and not narrow)
        self.save.setText("" if narrow else t("导出图"))
        self.save.setAccessibleName(t("导出图"))
        self.save.setToolTip(t("导出图") if narrow else "")
