"""The shipped catalogue, compiled once."""

from __future__ import annotations

import pytest

from navigator.catalogue.measures import load_catalogue
from navigator.eligibility.rules import Rules
from navigator.model.measures import MeasureCatalogue


@pytest.fixture(scope="session")
def catalogue() -> MeasureCatalogue:
    return load_catalogue()


@pytest.fixture(scope="session")
def rules(catalogue: MeasureCatalogue) -> Rules:
    return Rules(catalogue)
