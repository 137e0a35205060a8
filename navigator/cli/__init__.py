"""The same product without a window: the published command line."""

from navigator.cli.main import main

__all__ = ["main"]
