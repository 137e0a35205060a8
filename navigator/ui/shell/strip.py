"""The strip at the foot: work under way with its progress and a way to stop it, and the zoom."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QProgressBar

from navigator.ui.context import UiContext
from navigator.ui.i18n import t
from navigator.ui.jobs import Job
from navigator.ui.widgets import ElidedLabel, ToolButton, icon_button, row


class StatusStrip(QFrame):
    """Shows the oldest job that is not quiet and how many more there are."""

    def __init__(self, ctx: UiContext) -> None:
        super().__init__()
        self.setObjectName("strip")
        self._ctx = ctx
        self._job: Job | None = None
        line = row(ctx.theme, self, (14, 3, 10, 3), 8)
        self.text = ElidedLabel()
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.stop = icon_button(ctx.theme, "x", "", self._stop)
        self.zoom = ToolButton()
        self.zoom.clicked.connect(lambda _=False: ctx.theme.set_zoom(100))
        line.addWidget(self.bar)
        line.addWidget(self.stop)
        line.addWidget(self.text, 1)
        line.addWidget(self.zoom)
        ctx.jobs.changed.connect(self._follow)
        ctx.theme.changed.connect(self._show_zoom)
        self.retranslate()

    def retranslate(self) -> None:
        self.bar.setAccessibleName(t("进度"))
        self.stop.setAccessibleName(t("停止当前任务"))
        self.stop.setToolTip(t("停止当前任务"))
        self._show_zoom()
        self._show()

    def _show_zoom(self) -> None:
        self.zoom.setText(f"{self._ctx.theme.zoom}%")
        self.zoom.setToolTip(t("界面大小；点击恢复 100%（Ctrl+0）"))
        self.zoom.setAccessibleName(t("界面大小 {zoom}%", zoom=self._ctx.theme.zoom))

    def _follow(self) -> None:
        shown = [job for job in self._ctx.jobs.running if not job.quiet]
        job = shown[0] if shown else None
        if job is not self._job:
            self._job = job
            if job is not None:
                job.progressed.connect(self._show)
        self._show()

    def _show(self, *_: object) -> None:
        job = self._job
        self.bar.setVisible(job is not None)
        self.stop.setVisible(job is not None)
        if job is None:
            self.text.set_full_text(t("离线使用，全部数据只保存在本机"))
            return
        if job.share is None:
            self.bar.setRange(0, 0 if self._ctx.theme.motion else 1)
        else:
            self.bar.setRange(0, 1000)
            self.bar.setValue(int(job.share * 1000))
        words = f"{job.label}：{job.detail}" if job.detail else job.label
        if job.cancelled:
            words = t("正在停止：{label}", label=job.label)
        others = sum(not other.quiet for other in self._ctx.jobs.running) - 1
        if others > 0:
            words += t("（另有 {n} 项）", n=others)
        self.text.set_full_text(words)

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._show()
