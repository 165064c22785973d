"""What Keras writes down of a layer, as far as exercise 7 asks for it."""

from __future__ import annotations

from typing import Any


def of_a_blend(written: Any) -> Any:
    """Return the registered name and the setting `share` of a serialised layer; anything else as it is."""
    if not isinstance(written, dict) or "registered_name" not in written:
        return written
    settings = written.get("config") or {}
    return {"registered name": str(written["registered_name"]), "share": settings.get("share", "missing")}
