"""A network with nothing in it, for programs to run in, that counts whatever tries to leave."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

TABLES = ("tcp", "tcp6", "udp", "udp6", "raw", "raw6")


class Network:
    """``words`` before a command run it inside."""

    def __init__(self, holder: int) -> None:
        self._seen = Path(f"/proc/{holder}/net")
        self.words = ("nsenter", f"--net=/proc/{holder}/ns/net")

    def attempts(self) -> int:
        """Packets that would have left for anywhere, this machine itself included.

        There is no route, so the kernel counts each under ``OutNoRoutes``.
        """
        return no_routes((self._seen / "snmp").read_text(encoding="ascii"))

    def sockets(self) -> list[str]:
        """Sockets of TCP, UDP and IP that are open now, as the kernel lists them."""
        found = []
        for name in TABLES:
            table = self._seen / name
            if table.exists():
                found += [f"{name} {line}" for line in table.read_text("ascii").splitlines()[1:]]
        return found


def no_routes(table: str) -> int:
    """The count in a table of ``/proc/net/snmp``, whose lines are pairs of names and values."""
    lines = [line.split() for line in table.splitlines()]
    for names, values in zip(lines[::2], lines[1::2], strict=True):
        if names[0] == "Ip:":
            return int(values[names.index("OutNoRoutes")])
    raise ValueError("no line of IP")


@contextmanager
def cut_off() -> Iterator[Network]:
    """A network of its own for as long as the block runs; even its loopback is down."""
    holder = subprocess.Popen(
        ["unshare", "--net", "sh", "-c", "echo ready; exec sleep infinity"],
        stdout=subprocess.PIPE,
    )
    try:
        assert holder.stdout is not None
        holder.stdout.readline()
        yield Network(holder.pid)
    finally:
        holder.kill()
        holder.wait()
        if holder.stdout is not None:
            holder.stdout.close()
