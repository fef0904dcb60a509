"""Run a command and measure all the processes that it starts: wall time, CPU time, the memory of the largest."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

TICK = os.sysconf("SC_CLK_TCK")
EVERY = 0.05  # seconds between two looks; what a process used after the last look before it ended is not seen


@dataclass(frozen=True)
class Cost:
    wall: float  # seconds
    cpu: float  # seconds, of all processes
    memory: float  # MB, of the largest process at its largest


def run(command: Sequence[str | Path], environ: Mapping[str, str] | None = None) -> Cost:
    """Raises RuntimeError with its last words if it fails."""
    own = {
        name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"
    }  # compiled files are kept, as for a person
    started = time.perf_counter()
    process = subprocess.Popen(
        [str(part) for part in command],
        env={**own, **(environ or {})},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    cpu: dict[int, float] = {}
    memory: dict[int, float] = {}
    while process.poll() is None:
        look(process.pid, cpu, memory)
        try:
            process.wait(EVERY)
        except subprocess.TimeoutExpired:
            continue
    wall = time.perf_counter() - started
    assert process.stderr is not None
    words = process.stderr.read().decode(errors="replace")
    if process.returncode:
        raise RuntimeError(f"{command[0]} failed: {words[-500:]}")
    return Cost(wall, sum(cpu.values()), max(memory.values(), default=0.0))


def look(session: int, cpu: dict[int, float], memory: dict[int, float]) -> None:
    """Note what every process of a session has used so far."""
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            fields = (folder / "stat").read_text().rpartition(")")[2].split()
            if int(fields[3]) != session:
                continue
            cpu[int(folder.name)] = (int(fields[11]) + int(fields[12])) / TICK
            status = (folder / "status").read_text()
        except (OSError, IndexError):
            continue  # it ended between two looks
        if "VmHWM:" in status:
            memory[int(folder.name)] = int(status.partition("VmHWM:")[2].split()[0]) / 1024
