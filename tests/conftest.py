"""What every test shares: the data folder ``../shared`` where it is there, and no way out of the machine."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SHARED = Path(os.environ.get("XEWER_SHARED", ROOT.parent / "shared"))


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of measuring data; tests that need it skip where it is absent."""
    if not SHARED.is_dir():
        pytest.skip("the data folder ../shared is absent")
    return SHARED


@pytest.fixture(autouse=True)
def _own_folders(tmp_path, monkeypatch):
    """No test touches the user's own archive."""
    monkeypatch.setenv("XEWER_ARCHIVE", str(tmp_path / "archive.db"))
