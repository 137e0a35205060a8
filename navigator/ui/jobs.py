"""Work beside the window: one object per background action, each with a request id of its own.

The operation runs on another thread and gets a :class:`JobControl`; everything else happens on the
window's thread. A result whose owner is gone, or that a newer request has overtaken, is dropped.
"""

from __future__ import annotations

import itertools
import sys
import threading
from collections.abc import Callable
from typing import Any, Protocol

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal, Slot

from navigator.model.errors import Cancelled
from navigator.ui.errors import ErrorBoundary


class JobControl:
    """What an operation may use from its own thread."""

    def __init__(self, report: Callable[[float | None, str], None]) -> None:
        self._report = report
        self._stop = threading.Event()

    @property
    def cancelled(self) -> bool:
        return self._stop.is_set()

    def cancel(self) -> None:
        self._stop.set()

    def check(self) -> None:
        """Raises Cancelled once the user asked to stop: call it wherever stopping is safe."""
        if self.cancelled:
            raise Cancelled

    def progress(self, done: float, total: float, text: str = "") -> None:
        """Reports ``done`` of ``total``; stops the work when the user asked for it."""
        self.check()
        self._report(min(1.0, done / total) if total > 0 else None, text)


Operation = Callable[[JobControl], Any]


class Executor(Protocol):
    """Where operations run."""

    def submit(self, work: Callable[[], None]) -> None: ...

    def shutdown(self) -> None: ...


class InlineExecutor:
    """Runs the work at once on the calling thread: for tests and pictures."""

    def submit(self, work: Callable[[], None]) -> None:
        work()

    def shutdown(self) -> None:
        """Nothing is ever left running."""


class _Runnable(QRunnable):
    def __init__(self, work: Callable[[], None]) -> None:
        super().__init__()
        self._work = work

    def run(self) -> None:
        self._work()


# Seconds. Every call into Qt lets go of the interpreter, and a thread that computes gives it back
# only after this long; at Python's 5 ms a page of a thousand calls would take seconds to build.
SWITCH_INTERVAL = 0.0005


class ThreadExecutor:
    """Runs the work on a small pool of threads of its own, which yield to the window's quickly."""

    def __init__(self, threads: int = 2) -> None:
        sys.setswitchinterval(SWITCH_INTERVAL)
        self._pool = QThreadPool()
        self._pool.setMaxThreadCount(threads)

    def submit(self, work: Callable[[], None]) -> None:
        self._pool.start(_Runnable(work))

    def shutdown(self) -> None:
        """Waits for work that has begun and forgets the rest."""
        self._pool.clear()
        self._pool.waitForDone()


class Job(QObject):
    """One background action as the window sees it. All signals arrive on the window's thread."""

    progressed = Signal(object, str)  # share done 0.0-1.0 or None when unknown, what is being done
    succeeded = Signal(object)
    failed = Signal(object)  # the exception
    finished = Signal()  # always last: after success, failure or cancellation

    _reported = Signal(object, str)
    _ended = Signal(object, object)  # result, exception

    def __init__(
        self,
        request: int,
        label: str,
        quiet: bool,
        tell: Callable[[BaseException], None],
        on_failure: Callable[[BaseException], bool | None] | None,
    ) -> None:
        super().__init__()
        self.request = request
        self.label = label
        self.quiet = quiet
        self.done = False
        self._tell = tell
        self._on_failure = on_failure
        self.share: float | None = None
        self.detail = ""
        self.control = JobControl(self._reported.emit)
        self._dropped = False
        self._reported.connect(self._on_report)
        self._ended.connect(self._on_end)

    @property
    def cancelled(self) -> bool:
        return self.control.cancelled

    def cancel(self) -> None:
        """Asks the operation to stop at its next safe place; no result will be delivered."""
        self.control.cancel()

    def drop(self, *_: object) -> None:
        """Cancels, and delivers neither result nor failure."""
        self._dropped = True
        self.cancel()

    def work(self, operation: Operation) -> None:
        """Runs the operation on the calling thread (the executor's)."""
        try:
            self.control.check()
            result = operation(self.control)
            self.control.check()
        except BaseException as error:  # whatever it is, the window must hear of it
            self._ended.emit(None, error)
        else:
            self._ended.emit(result, None)

    @Slot(object, str)
    def _on_report(self, share: float | None, text: str) -> None:
        self.share = share
        self.detail = text
        if not self._dropped:
            self.progressed.emit(share, text)

    @Slot(object, object)
    def _on_end(self, result: object, error: BaseException | None) -> None:
        self.done = True
        if not self._dropped:
            if error is None:
                self.succeeded.emit(result)
            else:
                told = self._on_failure(error) if self._on_failure is not None else False
                if not told:
                    self._tell(error)
                self.failed.emit(error)
        self.finished.emit()
        # Connections to closures hold the job and are held by it; deleting it breaks the circle.
        self.deleteLater()


class Jobs(QObject):
    """Starts background actions and knows which are under way."""

    changed = Signal()  # a job began or ended

    def __init__(
        self, executor: Executor, boundary: ErrorBoundary, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._executor = executor
        self._boundary = boundary
        self._numbers = itertools.count(1)
        self._running: dict[int, Job] = {}

    @property
    def running(self) -> list[Job]:
        """Jobs under way, oldest first."""
        return list(self._running.values())

    def run(
        self,
        label: str,
        operation: Operation,
        *,
        on_success: Callable[[Any], None] | None = None,
        on_failure: Callable[[BaseException], bool | None] | None = None,
        on_progress: Callable[[float | None, str], None] | None = None,
        owner: QObject | None = None,
        quiet: bool = False,
    ) -> Job:
        """Starts ``operation(control)`` on another thread and returns its job.

        ``label`` is shown in the status strip unless ``quiet``. ``on_failure`` may return True to
        say that it has told the user; otherwise the error boundary does. When ``owner`` is
        destroyed the result is dropped.
        """
        job = Job(next(self._numbers), label, quiet, self._boundary.handle, on_failure)
        self._running[job.request] = job
        if on_progress is not None:
            job.progressed.connect(on_progress)
        if on_success is not None:
            job.succeeded.connect(on_success)
        job.finished.connect(self._collect)
        if owner is not None:
            owner.destroyed.connect(job.drop)
        self.changed.emit()
        self._executor.submit(lambda: job.work(operation))
        return job

    def cancel_all(self) -> None:
        for job in self.running:
            job.drop()

    def shutdown(self) -> None:
        """Cancels everything and waits for the threads: before the application ends."""
        self.cancel_all()
        self._executor.shutdown()

    @Slot()
    def _collect(self) -> None:
        self._running = {number: job for number, job in self._running.items() if not job.done}
        self.changed.emit()


class LatestOnly:
    """Search as you type: a new request drops the one before, whatever order they end in."""

    def __init__(self, jobs: Jobs, label: str = "", owner: QObject | None = None) -> None:
        self._jobs = jobs
        self._label = label
        self._owner = owner
        self._current: Job | None = None

    def run(
        self,
        operation: Operation,
        on_success: Callable[[Any], None],
        on_failure: Callable[[BaseException], bool | None] | None = None,
    ) -> Job:
        """Starts a request; only the latest one's result reaches ``on_success``."""
        self.cancel()
        self._current = self._jobs.run(
            self._label,
            operation,
            on_success=on_success,
            on_failure=on_failure,
            owner=self._owner,
            quiet=True,
        )
        return self._current

    def cancel(self) -> None:
        """Drops the request under way, if any."""
        if self._current is not None:
            self._current.drop()
            self._current = None
