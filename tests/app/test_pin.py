"""The PIN of the kiosk: what may be one, and how long wrong ones make one wait."""

from __future__ import annotations

import pytest

from navigator.app.pin import LONGEST_WAIT, Pin, PinError


class Memory(dict[str, object]):
    def set(self, key: str, value: object) -> None:
        self[key] = value


class Clock:
    def __init__(self) -> None:
        self.now = 1_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture(scope="module")
def hashed() -> str:
    settings = Memory()
    Pin(settings).choose("2468")
    return str(settings["kiosk.pin"])


def make(hashed: str) -> tuple[Pin, Memory, Clock]:
    settings, clock = Memory({"kiosk.pin": hashed}), Clock()
    return Pin(settings, clock), settings, clock


@pytest.mark.parametrize(
    "wrong", ["", "123", "1234567890123", "12a4", "七七八八", "0000", "１２３４"]
)
def test_what_cannot_be_a_pin(wrong: str) -> None:
    settings = Memory()
    with pytest.raises(PinError, match="没有改动"):
        Pin(settings).choose(wrong)
    assert not Pin(settings).is_set


def test_only_a_memory_hard_hash_is_kept(hashed: str) -> None:
    assert hashed.startswith("$argon2id$")
    assert "2468" not in hashed.split("$")


def test_waiting_grows_but_never_locks_out(hashed: str) -> None:
    pin, _, clock = make(hashed)
    waits = []
    for _ in range(12):
        verdict = pin.check("9753")
        assert not verdict.right
        waits.append(verdict.wait)
        clock.now += verdict.wait
    assert waits[:2] == [0, 0]
    assert waits[2:6] == [5, 10, 20, 40]
    assert waits == sorted(waits)
    assert waits[-1] == LONGEST_WAIT
    assert pin.check("2468").right
    assert pin.check("9753").wait == 0  # the right one makes a new beginning


def test_even_the_right_pin_waits_its_time(hashed: str) -> None:
    pin, _, clock = make(hashed)
    for _ in range(3):
        pin.check("9753")
    verdict = pin.check("2468")
    assert not verdict.right
    assert verdict.wait == 5
    clock.now += 5.1
    assert pin.check("2468").right


def test_switching_off_and_on_shortens_nothing(hashed: str) -> None:
    pin, settings, clock = make(hashed)
    for _ in range(5):
        clock.now += pin.check("9753").wait
    clock.now -= 15
    assert 0 < Pin(settings, clock).remaining() <= 20
    assert not Pin(settings, clock).check("2468").right


def test_a_clock_set_back_cannot_lock_out(hashed: str) -> None:
    pin, _, clock = make(hashed)
    for _ in range(4):
        clock.now += pin.check("9753").wait
    pin.check("9753")
    clock.now -= 10 * 365 * 86400
    assert pin.remaining() <= LONGEST_WAIT


def test_without_a_pin_nothing_is_right() -> None:
    assert not Pin(Memory()).check("").right
