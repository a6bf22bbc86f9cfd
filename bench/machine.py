"""What machine and which versions the times were taken on; nothing that names its owner or its folders."""

from __future__ import annotations

import os
import platform
from pathlib import Path

import duckdb
import numpy
import pandas

import aboveline


def machine() -> dict[str, str]:
    """Processor, cores, memory, system, and the version of everything that is timed."""
    return {
        "processor": _processor(),
        "cores": str(os.cpu_count()),
        "memory": f"{os.sysconf('SC_PAGE_SIZE') * os.sysconf('SC_PHYS_PAGES') / 2**30:.0f} GiB",
        "system": platform.system(),
        "python": platform.python_version(),
        "aboveline": aboveline.__version__,
        "numpy": numpy.__version__,
        "duckdb": duckdb.__version__,
        "pandas": pandas.__version__,
    }


def _processor() -> str:
    """The model as the system gives it; its architecture where it gives none."""
    listed = Path("/proc/cpuinfo")
    lines = listed.read_text("utf-8").splitlines() if listed.exists() else []
    named = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(named, platform.machine())
