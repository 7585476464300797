"""What a measurement was made on and with: nothing in, lines for a report out. Names no path and no host."""

import os
import platform
import re
from collections.abc import Mapping
from pathlib import Path


def described(versions: Mapping[str, str], command: str) -> str:
    """A Markdown list: machine, versions of what took part, and the command to do it again."""
    lines = {
        "Command": f"`{command}`",
        "Machine": f"{_processor()}, {os.cpu_count()} cores, {_memory()}, {platform.system()} {platform.release()}",
        "Versions": ", ".join(f"{name} {version}" for name, version in {"Python": platform.python_version(), **versions}.items()),
    }
    return "\n".join(f"- {name}: {line}" for name, line in lines.items())


def busy() -> str:
    """How much the machine had to do in the last minute: about how many programs wanted a processor at a time."""
    return f"{os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else "?"


def _processor() -> str:
    found = re.search(r"^model name\s*:\s*(.+)$", _read("/proc/cpuinfo"), re.MULTILINE)
    return found.group(1) if found else platform.processor() or platform.machine()


def _memory() -> str:
    found = re.search(r"^MemTotal:\s*(\d+)", _read("/proc/meminfo"), re.MULTILINE)
    return f"{int(found.group(1)) / 2**20:.0f} GiB" if found else "memory not known"


def _read(name: str) -> str:
    """A file of the system's; empty on systems that have none of it."""
    file = Path(name)
    return file.read_text(encoding="utf-8") if file.is_file() else ""
