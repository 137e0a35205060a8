"""Where file dialogs begin: the folders chosen in 设置, else the user's documents."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QStandardPaths

from navigator.ui.theme import SettingsLike

IMPORT = "library.folder"
EXPORT = "folders.export"


def _folder(settings: SettingsLike, key: str) -> Path:
    chosen = settings.get(key, "")
    if isinstance(chosen, str) and chosen and Path(chosen).is_dir():
        return Path(chosen)
    documents = QStandardPaths.StandardLocation.DocumentsLocation
    return Path(QStandardPaths.writableLocation(documents))


def import_folder(settings: SettingsLike) -> Path:
    """Where to look for publications first."""
    return _folder(settings, IMPORT)


def export_folder(settings: SettingsLike) -> Path:
    """Where to offer to save: a folder that has gone meanwhile is passed over."""
    return _folder(settings, EXPORT)
