"""A bound on the memory of a process of its own, so that a hostile file costs that process and nothing else."""

from __future__ import annotations

__all__ = ["limit_memory"]


def limit_memory(most: int) -> None:
    """Limit the address space of this process to ``most`` bytes, where the system knows how; for its whole life."""
    try:
        import resource
    except ImportError:  # Windows: only the time is limited
        return
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
