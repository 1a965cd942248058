"""Do the benchmarks run? (What they print is for people; no time or score is asserted here.)"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"


@pytest.mark.parametrize(
    ("module", "data", "options", "word"),
    [
        ("benchmarks.times", "times", [], "start"),
        ("benchmarks.pages", "pages", ["--sample", "2"], "F1"),
    ],
)
def test_a_benchmark_runs(module: str, data: str, options: list[str], word: str) -> None:
    if not (SHARED / data).is_dir():
        pytest.skip(f"../shared/{data} is absent: users do not have it")
    command = [sys.executable, "-m", module, str(SHARED / data), *options]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT, timeout=300)
    assert word in done.stdout
