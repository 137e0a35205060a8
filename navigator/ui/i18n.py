"""The interface's own words: Chinese in the code, other languages from ``resources/i18n``.

``t("中文")`` is the one way a text reaches the screen. A catalogue is a folder of YAML files, one
per part of the window, each mapping the Chinese text to its translation. Official text is never
translated.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QObject, QTranslator, Signal

from navigator.resources import resource

CONTEXT = "navigator"
LANGUAGES: dict[str, str] = {"zh": "简体中文", "en": "English"}


def t(text: str, **values: object) -> str:
    """``text`` in the language of the window, with ``{name}`` places filled from ``values``."""
    found = QCoreApplication.translate(CONTEXT, text)
    return found.format(**values) if values else found


def load_catalogue(language: str, root: Path | None = None) -> dict[str, str]:
    """All translations of a language, Chinese to foreign; empty when there are none."""
    folder = (root or resource("i18n")) / language
    entries: dict[str, str] = {}
    if folder.is_dir():
        import yaml  # only a foreign language pays for it

        for path in sorted(folder.glob("*.yaml")):
            part = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
            entries.update({str(key): str(value) for key, value in part.items()})
    return entries


class CatalogueTranslator(QTranslator):
    """Answers for our own context from a dictionary; a text without entry stays Chinese."""

    def __init__(self, entries: dict[str, str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._entries = entries

    def isEmpty(self) -> bool:
        return not self._entries

    def translate(
        self, context: str, source: str, disambiguation: str | None = None, n: int = -1
    ) -> str | None:
        return self._entries.get(source) if context == CONTEXT else None


class Language(QObject):
    """The language of the window, switched while it runs; ``changed`` asks for retranslation."""

    changed = Signal(str)

    def __init__(self, code: str = "zh", parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._code = ""
        self._installed: list[QTranslator] = []
        self.switch(code)

    @property
    def code(self) -> str:
        """``zh`` or ``en``."""
        return self._code

    def locale(self) -> QLocale:
        """For dates and numbers on the screen."""
        if self._code == "en":
            return QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom)
        return QLocale(QLocale.Language.Chinese, QLocale.Country.China)

    def switch(self, code: str) -> None:
        """Changes the language. An unknown code is taken for Chinese."""
        code = code if code in LANGUAGES else "zh"
        if code == self._code:
            return
        first = not self._code
        self._code = code
        self.uninstall()
        QLocale.setDefault(self.locale())
        if code == "zh":
            self._install_qt_texts()
        else:
            self._install(CatalogueTranslator(load_catalogue(code), self))
        if not first:
            self.changed.emit(code)

    def uninstall(self) -> None:
        """Takes the translations off the application."""
        for translator in self._installed:
            QCoreApplication.removeTranslator(translator)
            translator.deleteLater()
        self._installed.clear()

    def _install(self, translator: QTranslator) -> None:
        QCoreApplication.installTranslator(translator)
        self._installed.append(translator)

    def _install_qt_texts(self) -> None:
        # The words of Qt's own menus (复制, 粘贴, …).
        translator = QTranslator(self)
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        if translator.load("qtbase_zh_CN", folder):
            self._install(translator)
