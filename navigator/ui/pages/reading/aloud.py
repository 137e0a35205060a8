"""Reading aloud: the digest, the wording or the chosen words, with a voice of this computer."""

from __future__ import annotations

from PySide6.QtCore import QObject, QProcess, Signal

from navigator.app.speech import Voice, complaint, known_voice, pieces
from navigator.ui.context import UiContext
from navigator.ui.i18n import t
from navigator.ui.widgets import icon_button

KIOSK_SETTING = "kiosk.speech"  # whether a hall lets its kiosk speak
_END_MS = 1000


class Speaker(QObject):
    """Says one piece after the other; never blocks. ``speaking`` and ``paused`` tell its state."""

    changed = Signal()
    failed = Signal(str)  # why, in the words of the program or of the system; may be empty

    def __init__(self, voice: Voice, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.voice = voice
        self.paused = False
        self._pieces: list[str] = []
        self._process: QProcess | None = None

    @property
    def speaking(self) -> bool:
        """Whether something is being said or waits to be, paused or not."""
        return bool(self._pieces)

    def say(self, text: str) -> None:
        """Begins anew with this text."""
        self._end()
        self._pieces = pieces(text)
        self.paused = False
        self._next()
        self.changed.emit()

    def pause(self) -> None:
        if self.speaking and not self.paused:
            self.paused = True
            self._end()
            self.changed.emit()

    def resume(self) -> None:
        """Goes on with the piece during which it was paused."""
        if self.paused:
            self.paused = False
            self._next()
            self.changed.emit()

    def stop(self) -> None:
        if self.speaking:
            self._pieces = []
            self.paused = False
            self._end()
            self.changed.emit()

    def _next(self) -> None:
        if not self._pieces:
            return
        process = self._process = QProcess(self)
        process.finished.connect(self._finished)
        process.errorOccurred.connect(self._broken)
        process.start(self.voice.program, list(self.voice.arguments))
        # A space first: to some programs a line that begins with certain signs is a command.
        process.write(f" {self._pieces[0]}\n".encode())
        process.closeWriteChannel()

    def _finished(self, code: int, status: QProcess.ExitStatus) -> None:
        process = self._process
        if process is None:
            return
        said = bytes(process.readAllStandardError().data()).decode("utf-8", "replace")
        self._process = None
        process.deleteLater()
        why = complaint(said)
        if code or status is QProcess.ExitStatus.CrashExit or why:
            self._give_up(why)
            return
        self._pieces.pop(0)
        self._next()
        if not self.speaking:
            self.changed.emit()

    def _broken(self, error: QProcess.ProcessError) -> None:
        # All others end in ``finished`` as well.
        if error is QProcess.ProcessError.FailedToStart and self._process is not None:
            why = self._process.errorString()
            self._process.deleteLater()
            self._process = None
            self._give_up(why)

    def _give_up(self, why: str) -> None:
        self._pieces = []
        self.paused = False
        self.changed.emit()
        self.failed.emit(why)

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        process.finished.disconnect(self._finished)
        process.errorOccurred.disconnect(self._broken)
        process.kill()
        process.waitForFinished(_END_MS)  # a killed process ends at once
        process.deleteLater()
        if self.voice.hush:
            QProcess.startDetached(self.voice.program, list(self.voice.hush))


class Aloud(QObject):
    """Offers to read aloud where there is a Chinese voice; ``button`` begins and stops.

    A kiosk stays silent unless the hall has allowed it.
    """

    wanted = Signal()  # the button was pressed: say what is in hand

    def __init__(self, ctx: UiContext, parent: QObject) -> None:
        super().__init__(parent)
        self._ctx = ctx
        self.speaker: Speaker | None = None
        self.button = icon_button(ctx.theme, "volume-2", "", self.wanted.emit, checkable=True)
        self.button.hide()
        self.retranslate()

    def begin(self) -> None:
        """Looks for a voice, once the button has its place."""
        ctx = self._ctx
        if not ctx.kiosk or ctx.settings.get(KIOSK_SETTING, False) is True:
            ctx.jobs.run(t("查找中文语音"), lambda _control: known_voice(),
                         on_success=self._take, owner=self, quiet=True)  # fmt: skip

    @property
    def offered(self) -> bool:
        return self.speaker is not None

    @property
    def speaking(self) -> bool:
        return self.speaker is not None and self.speaker.speaking

    def _take(self, voice: Voice | None) -> None:
        if voice is None:
            return
        self.speaker = Speaker(voice, self)
        self.speaker.changed.connect(self.retranslate)
        self.speaker.failed.connect(self._failed)
        self.button.show()

    def retranslate(self) -> None:
        on = self.speaking
        self.button.setChecked(on)
        name = t("停止朗读") if on else t("朗读本条")
        self.button.setAccessibleName(name)
        self.button.setToolTip(f"{name}（F4）")

    def say(self, text: str) -> None:
        if self.speaker is None:
            self._ctx.messages.toast(
                t("这台电脑没有中文语音。装上系统的中文语音或 eSpeak NG 后重新打开即可朗读。")
            )
        elif text.strip():
            self.speaker.say(text)
        self.retranslate()

    def stop(self) -> None:
        if self.speaker is not None:
            self.speaker.stop()

    def pause_or_resume(self) -> None:
        if self.speaker is None or not self.speaker.speaking:
            return
        if self.speaker.paused:
            self.speaker.resume()
        else:
            self.speaker.pause()
            self._ctx.messages.toast(t("朗读已暂停，再按 Shift+F4 接着读。"))

    def _failed(self, why: str) -> None:
        self._ctx.messages.banner(
            t("没有读出来，文字和书签都没有受影响。"),
            "warn",
            detail=t("请检查扬声器和系统的声音设置后再试。{why}", why=f"（{why}）" if why else ""),
            key="aloud",
        )
