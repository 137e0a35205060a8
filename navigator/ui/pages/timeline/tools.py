"""The line above the picture: picture or list, how many, time nearer and farther, take away."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from navigator.ui.i18n import t
from navigator.ui.pages.timeline.chart import Chart
from navigator.ui.pages.timeline.scale import STEP
from navigator.ui.theme import Theme
from navigator.ui.widgets import Segmented, button, icon_button, label, row

MODES = (("picture", "图"), ("table", "列表"))


class Tools(QWidget):
    """Acts on the chart by itself; ``export`` is called by the button."""

    def __init__(self, theme: Theme, chart: Chart, export: Callable[[], object]) -> None:
        super().__init__()
        self.setProperty("ground", "none")
        line = row(theme, self, (0, 0, 0, 0), 6)
        self.mode = Segmented(theme, [(key, t(words)) for key, words in MODES], t("图或列表"))
        self.count = label("", "soft", wrap=False)
        self.count.setContentsMargins(theme.px(6), 0, 0, 0)
        self.farther = icon_button(theme, "zoom-out", "", lambda: chart.zoom(1 / STEP))
        self.closer = icon_button(theme, "zoom-in", "", lambda: chart.zoom(STEP))
        self.whole = icon_button(theme, "maximize", "", chart.fit)
        self.today = icon_button(theme, "locate", "", chart.to_date)
        self.time = (self.farther, self.closer, self.whole, self.today)
        self.save = button(theme, "", "secondary", "file-down", export)
        line.addWidget(self.mode)
        line.addWidget(self.count, 1)
        for made in self.time:
            line.addWidget(made)
        line.addSpacing(theme.px(6))
        line.addWidget(self.save)

    def retranslate(self) -> None:
        self.mode.set_texts([t(words) for _, words in MODES])
        self.save.setText(t("导出图…"))
        for made, words, keys in (
            (self.farther, t("缩小"), "-"),
            (self.closer, t("放大"), "+"),
            (self.whole, t("看全部时间"), "0"),
            (self.today, t("回到办理日期"), "Alt+T"),
        ):
            made.setAccessibleName(words)
            made.setToolTip(f"{words}（{keys}）")

    def show_count(self, shown: int, total: int, narrowed: bool) -> None:
        words = (
            t("{n} 项措施，共 {total} 项", n=shown, total=total)
            if narrowed
            else t("共 {total} 项措施", total=total)
        )
        self.count.setText(words)
        self.save.setEnabled(bool(shown))

    def show_time(self, on: bool) -> None:
        """The buttons that move time make no sense beside a list."""
        for made in self.time:
            made.setVisible(on)
