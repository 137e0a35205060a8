"""The workbench a command works with."""

from __future__ import annotations

import argparse

from navigator.app.paths import find_paths
from navigator.app.workbench import Workbench


def open_workbench(options: argparse.Namespace) -> Workbench:
    """The product at the data folder the options name; nothing is opened yet."""
    return Workbench(find_paths(options.data_dir))
