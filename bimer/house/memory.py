"""How much memory PostgreSQL may use: a modest share, for the machine has other guests."""

import os
from pathlib import Path

MEGABYTE = 1024 * 1024


def settings_for_memory(*, disposable: bool = False) -> dict[str, str]:
    """An eighth of the memory as shared buffers, between 64 MB and 2 GB."""
    megabytes = available() // MEGABYTE
    buffers = 128 if disposable else max(64, min(2048, megabytes // 8))
    return {
        "shared_buffers": f"{buffers}MB",
        "effective_cache_size": f"{max(128, megabytes // 2)}MB",
        "work_mem": "8MB",
        "maintenance_work_mem": f"{max(32, min(256, megabytes // 16))}MB",
    }


def available() -> int:
    """Bytes of the machine, or of the container if that is less."""
    machine = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    try:
        return min(machine, int(Path("/sys/fs/cgroup/memory.max").read_text()))
    except (OSError, ValueError):
        return machine
