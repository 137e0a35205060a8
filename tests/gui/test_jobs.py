"""Background work: what reaches the window, and what must not."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from PySide6.QtCore import QObject, QThread
from pytestqt.qtbot import QtBot

from navigator.model.errors import Cancelled, StoreError
from navigator.ui.errors import ErrorBoundary
from navigator.ui.jobs import InlineExecutor, Job, JobControl, Jobs, LatestOnly, ThreadExecutor
from navigator.ui.messages import Message, Messages
from tests.gui.helpers import settle


class View:
    """Keeps what the window would show."""

    def __init__(self) -> None:
        self.banners: list[Message] = []
        self.toasts: list[Message] = []

    def show_banner(self, message: Message) -> None:
        self.banners.append(message)

    def show_toast(self, message: Message) -> None:
        self.toasts.append(message)

    def clear_banner(self, key: str) -> None:
        self.banners = [message for message in self.banners if message.key != key]


class LaterExecutor:
    """Holds work back until the test lets it run, in any order."""

    def __init__(self) -> None:
        self.waiting: list[Callable[[], None]] = []

    def submit(self, work: Callable[[], None]) -> None:
        self.waiting.append(work)

    def shutdown(self) -> None:
        self.waiting.clear()


@pytest.fixture
def view() -> View:
    return View()


def jobs_with(executor: object, view: View) -> Jobs:
    messages = Messages()
    messages.attach(view)
    jobs = Jobs(executor, ErrorBoundary(messages))  # type: ignore[arg-type]
    messages.setParent(jobs)
    return jobs


def test_result_and_progress_arrive(qapp: object, view: View) -> None:
    jobs = jobs_with(InlineExecutor(), view)
    seen: list[object] = []

    def count(control: JobControl) -> int:
        control.progress(1, 4, "第一步")
        return 42

    jobs.run(
        "数数",
        count,
        on_success=seen.append,
        on_progress=lambda share, text: seen.append((share, text)),
    )
    assert seen == [(0.25, "第一步"), 42]
    assert jobs.running == []


def test_a_failure_nobody_takes_is_told_in_its_own_words(qapp: object, view: View) -> None:
    jobs = jobs_with(InlineExecutor(), view)

    def fail(_: JobControl) -> None:
        raise StoreError("资料库打不开", "没有改动任何内容", "请重试")

    jobs.run("打开", fail)
    assert [message.text for message in view.banners] == ["资料库打不开。"]
    assert view.banners[0].detail == "没有改动任何内容。请重试。"


def test_a_failure_that_was_told_is_not_told_twice(qapp: object, view: View) -> None:
    jobs = jobs_with(InlineExecutor(), view)

    def fail(_: JobControl) -> None:
        raise StoreError("资料库打不开")

    jobs.run("打开", fail, on_failure=lambda _: True)
    assert view.banners == []


def test_cancelling_stops_at_the_next_safe_place(qapp: object, view: View) -> None:
    executor = LaterExecutor()
    jobs = jobs_with(executor, view)
    reached: list[str] = []

    def work(control: JobControl) -> None:
        reached.append("begun")
        job.cancel()
        control.check()
        reached.append("after")

    job = jobs.run("导入", work, on_success=lambda _: reached.append("delivered"))
    executor.waiting.pop()()
    assert reached == ["begun"]
    assert [message.text for message in view.toasts] == [Cancelled().message]
    assert jobs.running == []


def test_a_result_that_comes_after_cancelling_is_not_delivered(qapp: object, view: View) -> None:
    executor = LaterExecutor()
    jobs = jobs_with(executor, view)
    seen: list[int] = []

    def work(_: JobControl) -> int:
        job.cancel()
        return 1

    job = jobs.run("计算", work, on_success=seen.append)
    executor.waiting.pop()()
    assert seen == []


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 2, 0)])
def test_only_the_latest_query_is_shown(
    qapp: object, view: View, order: tuple[int, int, int]
) -> None:
    executor = LaterExecutor()
    latest = LatestOnly(jobs_with(executor, view))
    shown: list[str] = []
    for query in ("贴", "贴息", "贴息贷款"):
        latest.run(lambda _, query=query: query, shown.append)  # type: ignore[misc]
    for index in order:
        executor.waiting[index]()
    assert shown == ["贴息贷款"]
    assert view.banners == view.toasts == []


def test_nothing_is_delivered_to_an_owner_that_is_gone(
    qapp: object, view: View, qtbot: QtBot
) -> None:
    executor = LaterExecutor()
    jobs = jobs_with(executor, view)
    owner = QObject()
    seen: list[object] = []
    jobs.run("查找", lambda _: 1, on_success=seen.append, owner=owner)
    with qtbot.waitSignal(owner.destroyed):
        owner.deleteLater()
    executor.waiting.pop()()
    assert seen == []


def test_threads_work_beside_the_window_and_deliver_to_it(
    qapp: object, view: View, qtbot: QtBot
) -> None:
    jobs = jobs_with(ThreadExecutor(), view)
    threads: dict[str, object] = {}

    def work(_: JobControl) -> str:
        threads["work"] = threading.get_ident()
        return "done"

    def receive(_: str) -> None:
        threads["result"] = QThread.currentThread()

    job: Job = jobs.run("后台", work, on_success=receive)
    with qtbot.waitSignal(jobs.changed, timeout=5000, check_params_cb=lambda: job.done):
        pass
    assert threads["work"] != threading.get_ident()
    assert threads["result"] is jobs.thread()
    jobs.shutdown()


def test_shutdown_waits_for_work_that_has_begun(qapp: object, view: View) -> None:
    jobs = jobs_with(ThreadExecutor(), view)
    begun, seen = threading.Event(), []

    def work(control: JobControl) -> None:
        begun.set()
        while not control.cancelled:
            pass
        seen.append("stopped")

    jobs.run("长任务", work, on_success=seen.append)
    assert begun.wait(5)
    jobs.shutdown()
    settle()
    assert seen == ["stopped"]
    assert view.banners == []
