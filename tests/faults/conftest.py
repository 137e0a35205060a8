"""Faults: kills, full disks, damage, other versions. Samples come from the tests of the store."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "store"))
