"""The PIN that ends kiosk mode: a memory-hard hash, and patience after wrong ones.

Wrong PINs are counted in the settings, so switching the machine off and on shortens no waiting. It
never becomes a lock-out: the longest wait is ``LONGEST_WAIT`` seconds, and a clock that was set back
cannot make it longer.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

from navigator.model.errors import ExpectedError

SHORTEST, LONGEST = 4, 12  # digits
FREE_TRIES = 3
FIRST_WAIT, LONGEST_WAIT = 5.0, 300.0  # seconds


class SettingsLike(Protocol):
    def get(self, key: str, default: object = None) -> Any: ...

    def set(self, key: str, value: object) -> None: ...


class PinError(ExpectedError):
    """A PIN that cannot be used."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """``wait`` is how many seconds the next try has to wait."""

    right: bool
    wait: float = 0.0


class Pin:
    """Kept under ``kiosk.*`` of the settings. ``clock`` gives seconds since the epoch."""

    def __init__(self, settings: SettingsLike, clock: Callable[[], float] = time.time) -> None:
        self._settings = settings
        self._clock = clock

    @property
    def is_set(self) -> bool:
        return bool(self._settings.get("kiosk.pin", ""))

    def choose(self, pin: str) -> None:
        """Set a new PIN. Raises PinError unless it is 4 to 12 digits and not one digit repeated."""
        from argon2 import PasswordHasher

        digits = pin.isascii() and pin.isdigit()
        if not digits or not SHORTEST <= len(pin) <= LONGEST or len(set(pin)) == 1:
            raise PinError(
                f"退出密码要 {SHORTEST} 到 {LONGEST} 位数字，不能全是同一个数字",
                "原来的密码没有改动",
                "请换一个再试",
            )
        self._settings.set("kiosk.pin", PasswordHasher().hash(pin))
        self._forget_failures()

    def remaining(self) -> float:
        """Seconds until a PIN may be tried again."""
        until = self._settings.get("kiosk.blocked_until", 0.0)
        wait = float(until) - self._clock() if isinstance(until, (int, float)) else 0.0
        return min(max(wait, 0.0), self._wait(self._failures()))

    def check(self, pin: str) -> Verdict:
        """Whether the PIN is right. A try that comes too early is not looked at."""
        from argon2 import PasswordHasher
        from argon2.exceptions import Argon2Error, InvalidHashError

        waiting = self.remaining()
        if waiting > 0:
            return Verdict(False, waiting)
        try:
            PasswordHasher().verify(str(self._settings.get("kiosk.pin", "")), pin)
        except (Argon2Error, InvalidHashError):
            failures = self._failures() + 1
            wait = self._wait(failures)
            self._settings.set("kiosk.failures", failures)
            self._settings.set("kiosk.blocked_until", self._clock() + wait)
            return Verdict(False, wait)
        self._forget_failures()
        return Verdict(True)

    def _failures(self) -> int:
        failures = self._settings.get("kiosk.failures", 0)
        return failures if isinstance(failures, int) else 0

    @staticmethod
    def _wait(failures: int) -> float:
        if failures < FREE_TRIES:
            return 0.0
        return float(min(LONGEST_WAIT, FIRST_WAIT * 2 ** min(failures - FREE_TRIES, 10)))

    def _forget_failures(self) -> None:
        self._settings.set("kiosk.failures", 0)
        self._settings.set("kiosk.blocked_until", 0.0)
