"""The one place where exceptions become messages.

The world's fault (:class:`ExpectedError`) is told in its own words. Our own fault is logged
by kind and place, without what a visitor typed, and told calmly; nobody at a counter is shown a
traceback.
"""

from __future__ import annotations

import logging
import sys
from types import TracebackType

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

from navigator.app.logs import fault_lines
from navigator.model.errors import Cancelled, ExpectedError
from navigator.ui.i18n import t
from navigator.ui.messages import Messages

log = logging.getLogger("navigator.ui")

_QT_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


class ErrorBoundary:
    """Turns any exception into a banner or, for a cancellation, a toast."""

    def __init__(self, messages: Messages) -> None:
        self._messages = messages

    def handle(self, error: BaseException) -> None:
        """Tells the user; logs what is our own fault. Never raises."""
        if isinstance(error, Cancelled):
            self._messages.toast(error.message)
        elif isinstance(error, ExpectedError):
            rest = [part.rstrip("。") + "。" for part in (error.kept, error.todo) if part]
            self._messages.banner(error.what.rstrip("。") + "。", "danger", detail="".join(rest))
        else:
            log.error("defect %s", "\n".join(fault_lines(error)))
            self._messages.banner(
                t("程序内部出错，刚才的操作没有完成。"),
                "danger",
                detail=t("已保存的内容不受影响。可以重试；若反复出现，请把日志交给维护人员。"),
                key="internal-error",
            )

    def excepthook(
        self,
        kind: type[BaseException],
        error: BaseException,
        trace: TracebackType | None,
    ) -> None:
        """For ``sys.excepthook``: Qt calls it for exceptions that leave a slot."""
        if issubclass(kind, KeyboardInterrupt | SystemExit):
            sys.__excepthook__(kind, error, trace)
            return
        self.handle(error.with_traceback(trace))


# Said of every window on a platform without a screen, and of no use to anybody.
_ALWAYS_SAID = "This plugin does not support propagateSizeHints()"


def log_qt_message(kind: QtMsgType, context: QMessageLogContext, text: str) -> None:
    """Qt's own messages go to the log, never to the terminal."""
    if text == _ALWAYS_SAID:
        return
    logging.getLogger("navigator.qt").log(_QT_LEVELS.get(kind, logging.WARNING), "%s", text)


def install(boundary: ErrorBoundary) -> None:
    """Makes the boundary the last resort of the process."""
    sys.excepthook = boundary.excepthook
    qInstallMessageHandler(log_qt_message)
