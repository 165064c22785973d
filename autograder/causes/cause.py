"""What a cause is."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Cause:
    """A named misconception: what probably happened, and where to look. Neither gives the solution away."""

    sentence: str
    look_at: str
