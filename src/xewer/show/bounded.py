"""What was made and may be asked for again, kept in memory within a bound."""

from __future__ import annotations

import threading
from collections import OrderedDict
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Hashable

__all__ = ["Bounded"]

Value = TypeVar("Value")


class Bounded(Generic[Value]):
    """Values by key: those asked for last, as many as weigh no more than ``most`` together; the newest always stays.

    For many threads.

    >>> kept = Bounded(3)
    >>> for word in ("one", "to", "a"):
    ...     kept.keep(word, word.upper(), len(word))
    >>> kept.get("one"), kept.get("to")
    (None, 'TO')
    """

    def __init__(self, most: int) -> None:
        self.most = most
        self._values: OrderedDict[Hashable, tuple[Value, int]] = OrderedDict()
        self._weight = 0
        self._lock = threading.Lock()

    def get(self, key: Hashable) -> Value | None:
        """The value, if it is still there; it counts as asked for."""
        with self._lock:
            found = self._values.get(key)
            if found is None:
                return None
            self._values.move_to_end(key)
            return found[0]

    def keep(self, key: Hashable, value: Value, weight: int = 1) -> None:
        """Keep a value; what was not asked for longest goes."""
        with self._lock:
            old = self._values.pop(key, None)
            self._weight += weight - (old[1] if old else 0)
            self._values[key] = (value, weight)
            while self._weight > self.most and len(self._values) > 1:
                self._weight -= self._values.popitem(last=False)[1][1]
