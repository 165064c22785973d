"""How long the steps of a submission's way take."""

from __future__ import annotations

import time
from collections import defaultdict


class Clock:
    """Adds up, by name, how long steps take that follow each other."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = defaultdict(float)
        self._last = time.monotonic()

    def ends(self, step: str) -> float:
        """Note that a step ends now, and the next begins; return how long it took."""
        now = time.monotonic()
        taken, self._last = now - self._last, now
        self.seconds[step] += taken
        return taken
