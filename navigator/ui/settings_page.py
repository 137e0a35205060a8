"""设置: how the window looks and reads, where files go, what is remembered, what it is made of."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFileDialog,
    QLineEdit,
    QSlider,
    QVBoxLayout,
    QWidget,
)

from navigator import __version__
from navigator.app.parts import FILE_NAME, parts, sbom
from navigator.ui.context import UiContext
from navigator.ui.folders import EXPORT, IMPORT, export_folder
from navigator.ui.i18n import LANGUAGES, t
from navigator.ui.pages import Page
from navigator.ui.theme import LINE_SPACINGS, READING_SIZES
from navigator.ui.tokens import ZOOM_MAX, ZOOM_MIN, ZOOM_STEP
from navigator.ui.widgets import (
    Card,
    ScrollColumn,
    Segmented,
    button,
    divider,
    grid,
    label,
    row,
)
from navigator.ui.widgets.reading_sample import ReadingSample

_MODES = (("system", "跟随系统"), ("light", "浅色"), ("dark", "深色"), ("contrast", "高对比度"))
_SPACING_NAMES = ("紧凑", "标准", "宽松", "更宽松")
_FOLDERS = (
    (IMPORT, "导入资料时先打开", "选择导入文件夹"),
    (EXPORT, "导出文件保存到", "选择导出文件夹"),
)


def create(ctx: UiContext) -> SettingsPage:
    return SettingsPage(ctx)


class SettingsPage(Page):
    """Every change holds at once; there is nothing to confirm."""

    page_id = "settings"

    def __init__(self, ctx: UiContext) -> None:
        super().__init__(ctx)
        self._outer = QVBoxLayout(self)
        self._outer.setContentsMargins(0, 0, 0, 0)
        self._scroll: ScrollColumn | None = None
        self._build()
        ctx.theme.changed.connect(self._follow_theme)

    def retranslate(self) -> None:
        self._build()

    def state(self) -> dict[str, Any]:
        return {"scroll": self._scroll.verticalScrollBar().value() if self._scroll else 0}

    def restore(self, state: dict[str, Any]) -> None:
        value = state.get("scroll", 0)
        if self._scroll is not None and isinstance(value, int):
            self._scroll.verticalScrollBar().setValue(value)

    # Building

    def _build(self) -> None:
        if self._scroll is not None:
            self._outer.removeWidget(self._scroll)
            self._scroll.hide()
            self._scroll.deleteLater()
        self._scroll = ScrollColumn(self.ctx.theme)
        self._outer.addWidget(self._scroll)
        body = self._scroll.body
        body.addWidget(label(t("设置"), "display"))
        body.addWidget(label(t("改动立即生效，并保存在本机。"), "soft"))
        for title, fill in (
            (t("显示"), self._fill_display),
            (t("阅读"), self._fill_reading),
            (t("文件夹"), self._fill_folders),
            (t("隐私"), self._fill_privacy),
            (t("自助终端"), self._fill_kiosk),
            (t("关于"), self._fill_about),
        ):
            card = Card(self.ctx.theme, (20, 16, 20, 16), 12)
            card.body.addWidget(label(title, "subtitle"))
            fill(card)
            body.addWidget(card)
        body.addStretch(1)

    def _line(self, card: Card, name: str, *controls: QWidget, hint: str = "") -> None:
        line = row(self.ctx.theme, spacing=10)
        texts = QVBoxLayout()
        texts.setSpacing(0)
        caption = label(name)
        caption.setBuddy(controls[0])
        texts.addWidget(caption)
        if hint:
            texts.addWidget(label(hint, "caption"))
        line.addLayout(texts, 1)
        for control in controls:
            if not control.accessibleName():
                control.setAccessibleName(name)
            line.addWidget(control, 0, Qt.AlignmentFlag.AlignVCenter)
        if card.body.count() > 1:
            card.body.addWidget(divider())
        card.body.addLayout(line)

    def _fill_display(self, card: Card) -> None:
        theme = self.ctx.theme
        self.mode = Segmented(theme, [(key, t(text)) for key, text in _MODES], t("主题"))
        self.mode.set_current(theme.mode)
        self.mode.changed.connect(theme.set_mode)
        self._line(card, t("主题"), self.mode)

        self.zoom = QSlider(Qt.Orientation.Horizontal)
        self.zoom.setRange(ZOOM_MIN // ZOOM_STEP, ZOOM_MAX // ZOOM_STEP)
        self.zoom.setPageStep(2)
        self.zoom.setFixedWidth(theme.px(180))
        self.zoom.setTracking(False)
        self.zoom.setValue(theme.zoom // ZOOM_STEP)
        self.zoom_text = label("", "soft", wrap=False)
        self.zoom.valueChanged.connect(lambda value: theme.set_zoom(value * ZOOM_STEP))
        self._line(
            card,
            t("界面大小"),
            self.zoom,
            self.zoom_text,
            hint=t("Ctrl+= 放大，Ctrl+- 缩小，Ctrl+0 复原"),
        )

        self.motion = QCheckBox(t("减少动画"))
        self.motion.setChecked(not theme.motion)
        self.motion.toggled.connect(lambda on: theme.set_motion(not on))
        self._line(card, t("动画"), self.motion)

        self.language = QComboBox()
        for code, name in LANGUAGES.items():
            self.language.addItem(name, code)
        self.language.setCurrentIndex(self.language.findData(self.ctx.language.code))
        self.language.activated.connect(self._choose_language)
        self._line(card, t("界面语言"), self.language, hint=t("只改变界面文字，政策原文始终为中文"))
        self._follow_theme()

    def _fill_reading(self, card: Card) -> None:
        theme = self.ctx.theme
        self.reading_size = QComboBox()
        for pixels in READING_SIZES:
            self.reading_size.addItem(t("{n} 像素", n=pixels), pixels)
        self.reading_size.setCurrentIndex(self.reading_size.findData(theme.reading_choice))
        self.reading_size.activated.connect(
            lambda _: theme.set_reading_size(int(self.reading_size.currentData()))
        )
        self._line(card, t("正文字号"), self.reading_size)
        names = [
            (str(factor), t(name))
            for factor, name in zip(LINE_SPACINGS, _SPACING_NAMES, strict=True)
        ]
        self.spacing = Segmented(theme, names, t("正文行距"))
        self.spacing.set_current(str(theme.line_spacing))
        self.spacing.changed.connect(lambda key: theme.set_line_spacing(float(key)))
        self._line(card, t("正文行距"), self.spacing)
        card.body.addWidget(ReadingSample(theme))

    def _fill_folders(self, card: Card) -> None:
        self.folders: dict[str, QLineEdit] = {}
        for key, name, title in _FOLDERS:
            field = QLineEdit(str(self.ctx.settings.get(key, "") or ""))
            field.setReadOnly(True)
            field.setPlaceholderText(t("文档文件夹"))
            field.setMinimumWidth(self.ctx.theme.px(240))
            self.folders[key] = field
            choose = button(
                self.ctx.theme, t("选择…"), on_click=self._chooser(key, t(title), field)
            )
            choose.setAccessibleName(t(title))
            self._line(card, t(name), field, choose)

    def _chooser(self, key: str, title: str, field: QLineEdit) -> Callable[[], None]:
        def choose() -> None:
            start = field.text() or str(Path.home())
            folder = QFileDialog.getExistingDirectory(self, title, start)
            if folder:
                self.ctx.settings.set(key, folder)
                field.setText(folder)

        return choose

    def _fill_privacy(self, card: Card) -> None:
        self.history = QCheckBox(t("记住查找过的词"))
        self.history.setChecked(self.ctx.workbench.desk.searches.history_enabled)
        self.history.toggled.connect(self._set_history)
        self._line(
            card, t("查找历史"), self.history, hint=t("只存在本机；关闭时立即清除已记住的词")
        )

    def _set_history(self, on: bool) -> None:
        self.ctx.workbench.desk.searches.enable_history(on)

    def _fill_kiosk(self, card: Card) -> None:
        from navigator.ui.kiosk.settings import KioskControls

        self.kiosk = KioskControls(self.ctx, self)
        self._line(card, t("退出密码"), self.kiosk.state, self.kiosk.field, self.kiosk.set_button,
                   hint=t("只存加密后的结果；忘了可以在这里重设"))  # fmt: skip
        self._line(card, t("朗读"), self.kiosk.speech,
                   hint=t("这台电脑有中文语音时，来办事的人可以让终端读出条款"))  # fmt: skip
        self._line(card, t("交给来办事的人用"), self.kiosk.enter_button,
                   hint=t("全屏，只有资格向导和阅读；按住左上角图标三秒，用密码退出"))  # fmt: skip

    def _fill_about(self, card: Card) -> None:
        self._line(card, t("政策导航"), label(t("版本 {v}", v=__version__), "soft", wrap=False))
        self._line(card, t("许可"), label("Apache-2.0", "soft", wrap=False))
        folder = label(str(self.ctx.workbench.paths.root), "soft", selectable=True)
        folder.setAccessibleName(t("数据文件夹"))
        folder.setMinimumWidth(self.ctx.theme.px(440))
        folder.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._line(card, t("数据文件夹"), folder)
        self.diagnose = button(self.ctx.theme, t("查看…"), on_click=self.show_diagnostics)
        self.diagnose.setAccessibleName(t("诊断信息"))
        self._line(card, t("诊断信息"), self.diagnose, hint=t("给技术支持用，保存前可以逐行看"))
        self.list_parts = button(self.ctx.theme, t("查看"), on_click=lambda: self._show_parts(card))
        self.list_parts.setAccessibleName(t("查看使用的组件"))
        self.save_parts = button(self.ctx.theme, t("保存清单…"), on_click=self.choose_parts_file)
        self._line(card, t("使用的开放源代码组件"), self.list_parts, self.save_parts,
                   hint=t("名称、版本、许可；清单是 CycloneDX 格式（SBOM）"))  # fmt: skip

    def _show_parts(self, card: Card) -> None:
        """The list comes when it is asked for: every package has to be looked at."""
        self.list_parts.setEnabled(False)
        table = grid(self.ctx.theme, spacing=4)
        for line, part in enumerate(parts()):
            cells = (part.name, part.version, part.licence or t("未注明"))
            for side, text in enumerate(cells):
                table.addWidget(label(text, "soft" if side else "body"), line, side)
        for side, share in enumerate((5, 2, 5)):
            table.setColumnStretch(side, share)
        card.body.addLayout(table)

    def choose_parts_file(self) -> None:
        """Ask where the list of parts is to go."""
        suggested = str(export_folder(self.ctx.settings) / FILE_NAME)
        chosen, _ = QFileDialog.getSaveFileName(
            self, t("保存清单"), suggested, t("CycloneDX 清单 (*.json)")
        )
        if chosen:
            self.write_parts(Path(chosen))

    def write_parts(self, path: Path) -> None:
        """The dialog has asked about an existing file."""
        from navigator.export.files import write_file

        write_file(path, sbom().encode(), force=True)
        self.ctx.messages.toast(t("清单已存为 {name}", name=path.name), "good")

    def show_diagnostics(self) -> None:
        from navigator.ui.diagnostics import DiagnosticsDialog

        DiagnosticsDialog(self.ctx, self).open()

    # Following

    def _choose_language(self, index: int) -> None:
        code = str(self.language.itemData(index))
        self.ctx.settings.set("ui.language", code)
        self.ctx.language.switch(code)

    def _follow_theme(self) -> None:
        theme = self.ctx.theme
        self.zoom_text.setText(f"{theme.zoom}%")
        self.zoom_text.setMinimumWidth(theme.px(44))
        self.zoom.blockSignals(True)
        self.zoom.setValue(theme.zoom // ZOOM_STEP)
        self.zoom.blockSignals(False)
        self.zoom.setFixedWidth(theme.px(180))
        if self.mode.current() != theme.mode:
            self.mode.set_current(theme.mode)
