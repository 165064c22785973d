"""Six short listings, and where they stop: at which line, and with what, Keras refuses to go on."""

from __future__ import annotations

import keras
from keras import layers

NO_ERROR = "no error"
LISTINGS: dict[str, list[str]] = {
    "forgotten": [
        'measurements = keras.Input((12,), name="measurements")',
        'region = keras.Input((4,), name="region")',
        "both = layers.Concatenate()([measurements, region])   # puts 12 and 4 numbers side by side",
        "grape = layers.Dense(3)(both)",
        "model = keras.Model(measurements, grape)",
    ],
    "brackets": [
        'measurements = keras.Input((12), name="measurements")',
        "grape = layers.Dense(3)(measurements)",
        "model = keras.Model(measurements, grape)",
    ],
    "not called": [
        'measurements = keras.Input((12,), name="measurements")',
        "profile = layers.Dense(16)",
        "grape = layers.Dense(3)(profile)",
        "model = keras.Model(measurements, grape)",
    ],
    "run twice": [
        'measurements = keras.Input((12,), name="measurements")',
        "profile = layers.Dense(16)(measurements)",
        'measurements = keras.Input((12,), name="measurements")   # the cell of line 1, run once more',
        "grape = layers.Dense(3)(profile)",
        "model = keras.Model(measurements, grape)",
    ],
    "unused": [
        'measurements = keras.Input((12,), name="measurements")',
        'region = keras.Input((4,), name="region")',
        "grape = layers.Dense(3)(measurements)",
        "model = keras.Model([measurements, region], grape)",
    ],
    "with batch": [
        'measurements = keras.Input((None, 12), name="measurements")',
        "grape = layers.Dense(3)(measurements)",
        "model = keras.Model(measurements, grape)",
    ],
}
ANYWHERE = (NO_ERROR, *(f"line {number}" for number in range(1, 6)))  # all that can be foretold of one of them
MISCONCEPTIONS = {
    "forgotten": "not-connected",
    "brackets": "number-for-shape",
    "not called": "layer-not-called",
    "run twice": "stale-tensor",
    "unused": "unused-input-accepted",
    "with batch": "batch-axis-twice",
}
SLIPS = {title: dict.fromkeys(ANYWHERE, cause) for title, cause in MISCONCEPTIONS.items()}


def show() -> None:
    """Print the listings with their line numbers."""
    for title, lines in LISTINGS.items():
        print(f"\n{title}")
        for number, line in enumerate(lines, start=1):
            print(f"    {number}  {line}")


def run(title: str) -> tuple[str, str]:
    """Run a listing line by line.

    Returns where it stops, "line 1" or "no error", and what is seen then: Keras' error, or the shapes of the model.
    """
    names = {"keras": keras, "layers": layers}
    for number, line in enumerate(LISTINGS[title], start=1):
        try:
            exec(line, names)
        except Exception as problem:  # which one it is, is what the chapter asks
            return f"line {number}", f"{type(problem).__name__}: {str(problem).splitlines()[0]}"
    model = names["model"]
    return NO_ERROR, f"{model.input_shape} → {model.output_shape}"
