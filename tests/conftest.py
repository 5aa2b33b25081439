"""What every test may rely on."""

from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[2] / "shared"


@pytest.fixture(autouse=True)
def _own_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test sees the settings of whoever runs it."""
    for name in ("TRADEGRAPH_STORE", "TRADEGRAPH_BASE", "TRADEGRAPH_ENDPOINT_USER"):
        monkeypatch.delenv(name, raising=False)
