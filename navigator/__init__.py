"""Policy Navigator (政策导航): official policies, understood once, read and applied at a counter."""

__version__ = "0.1.0"
