"""Stands before every event of a kiosk: swallows the ways out, notices when nobody is there."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent

_PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier,
          Qt.KeyboardModifier.KeypadModifier)  # fmt: skip
_SWALLOWED = frozenset({
    QEvent.Type.ContextMenu,
    QEvent.Type.DragEnter,
    QEvent.Type.Drop,
    QEvent.Type.FileOpen,
    QEvent.Type.WhatsThis,
})  # fmt: skip
_SIGNS_OF_LIFE = frozenset({
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseMove,
    QEvent.Type.Wheel,
    QEvent.Type.KeyPress,
    QEvent.Type.TouchBegin,
    QEvent.Type.TouchUpdate,
})  # fmt: skip
_KEYS_THAT_LEAD_OUT = frozenset({
    Qt.Key.Key_Menu, Qt.Key.Key_Meta, Qt.Key.Key_Super_L, Qt.Key.Key_Super_R, Qt.Key.Key_Print,
    Qt.Key.Key_Help, Qt.Key.Key_Launch0, Qt.Key.Key_LaunchMail, Qt.Key.Key_HomePage,
    Qt.Key.Key_Search, Qt.Key.Key_Explorer, Qt.Key.Key_Open, Qt.Key.Key_Save,
})  # fmt: skip


class Guard(QObject):
    """Installed on the application while the kiosk is open.

    Keys with Ctrl, Alt or Meta, function keys and the like do nothing, whichever page has the
    focus; only ``Ctrl+Alt+L`` asks for the PIN. System-wide keys (Ctrl+Alt+Del, a window manager's
    own) never reach a program; docs/kiosk.md tells what the administrator sets for them.
    """

    idle = Signal()
    leaveAsked = Signal()  # noqa: N815 (Qt spelling)

    def __init__(self, idle_seconds: int, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.timer = QTimer(self)
        self.timer.setSingleShot(True)
        self.timer.setInterval(idle_seconds * 1000)
        self.timer.timeout.connect(self.idle)

    def watch(self) -> None:
        """Begin counting the silence anew."""
        self.timer.start()

    def rest(self) -> None:
        """Nobody has begun anything: there is nothing to forget."""
        self.timer.stop()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind in _SIGNS_OF_LIFE and (kind != QEvent.Type.MouseMove or self.timer.isActive()):
            self.timer.start()
        if kind in _SWALLOWED:
            event.accept()
            return True
        if isinstance(event, QKeyEvent) and kind in (
            QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress, QEvent.Type.KeyRelease,
        ):  # fmt: skip
            return self._key(event, kind)
        return False

    def _key(self, event: QKeyEvent, kind: QEvent.Type) -> bool:
        key, held = event.key(), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
        if key == Qt.Key.Key_L and held == both:
            if kind == QEvent.Type.KeyPress:
                self.leaveAsked.emit()
            event.accept()
            return True
        function_key = Qt.Key.Key_F1 <= key <= Qt.Key.Key_F35
        if held not in _PLAIN or function_key or key in _KEYS_THAT_LEAD_OUT:
            event.accept()  # of an override: no shortcut may take it
            return True
        return False
