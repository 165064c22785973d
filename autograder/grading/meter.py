"""What a cell takes of the time it has, on a machine that may be busy with others."""

from __future__ import annotations

import time

from autograder import limits


class Meter:
    """Counts processor seconds; and while hardly any are used, since something is waited for, seconds of the clock.

    So a busy machine costs nobody anything, and who computes first and sleeps then is found out.
    """

    def __init__(self, used: float, allowed: float) -> None:
        """Begin with the processor seconds `used` so far, for what may take `allowed` seconds."""
        self._window = min(limits.IDLE_SECONDS, allowed / 2)
        self._counted = 0.0  # in windows that are over
        self._begun, self._used = time.monotonic(), used

    def counted(self, used: float, *, at_end: bool = False) -> float:
        """Return the seconds counted until now, when `used` processor seconds are used.

        In a window that has just begun nothing is held for waiting, but `at_end`.
        """
        now = time.monotonic()
        clock, computed = now - self._begun, used - self._used
        is_over = clock >= self._window
        counted = clock if (is_over or at_end) and computed < limits.IDLE_SHARE * clock else computed
        if not is_over:
            return self._counted + counted
        self._counted += counted
        self._begun, self._used = now, used
        return self._counted
