"""Spark on this machine, for tests in an environment that has it; elsewhere nothing here is collected."""

import importlib.util
from collections.abc import Iterator
from typing import Any

import pytest

if importlib.util.find_spec("pyspark") is None:
    collect_ignore_glob = ["test_*.py"]


@pytest.fixture(scope="session")
def spark() -> Iterator[Any]:
    """One session for all tests in this process."""
    from kg_spark.session import started

    session = started("local[2,4]", {"spark.ui.enabled": "false", "spark.sql.shuffle.partitions": "4"})
    yield session
    session.stop()
