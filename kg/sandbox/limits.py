"""What one call may use."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Bytes of memory beside what the process had before, CPU seconds, wall seconds, bytes of the answer."""

    memory: int = 768 << 20
    cpu: int = 20
    wall: float = 60.0
    output: int = 96 << 20
