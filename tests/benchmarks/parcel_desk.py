"""Measure the designs whose scores chapter 06 shows: one that works, and the same with one decision undone.

``python -m tests.benchmarks.parcel_desk [SEEDS]`` writes solutions/06_capstone/measured.json (about four minutes). The
chapter reads that file and trains none of these, so students do not get a finished design with it.
``python -m tests.benchmarks.parcel_desk branches [SEEDS]`` prints how far the price is off without each of its
branches, as exercise 7 measures it, for the teachers' page.
"""

import json
import statistics
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import keras
import numpy as np

FOLDER = Path(__file__).resolve().parents[2] / "solutions" / "06_capstone"
SEEDS = 10
BRANCHES = ("note", "zone", "clerk")  # of the price
DESIGNS: dict[str, dict[str, bool]] = {
    "ours": {},
    "two readers": {"one_reader": False},
    "codes joined end to end, one unit": {"compare": False},
    "absolute difference, one unit": {"hidden_for_disputed": False},
    "no hidden layer for price": {"hidden_for_price": False},
    "prices in euros": {"standard_units": False},
    "a third head, the weight": {"third_head": True},
}


def desk(
    one_reader: bool = True,
    compare: bool = True,
    hidden_for_disputed: bool = True,
    hidden_for_price: bool = True,
    third_head: bool = False,
    without: str | None = None,
) -> keras.Model:
    """Return a model of the desk, with its decisions; `without` one of the price's branches."""
    layers, ops = keras.layers, keras.ops
    sender, clerk = keras.Input((64,), name="sender"), keras.Input((64,), name="clerk")
    note, zone = keras.Input((5,), dtype="int32", name="note"), keras.Input((1,), dtype="int32", name="zone")

    def reader() -> keras.Model:
        stack = [layers.Rescaling(1 / 16), layers.Dense(64, activation="relu"), layers.Dense(32)]
        return keras.Sequential([keras.Input((64,)), *stack])

    first = reader()
    said, read = first(sender), (first if one_reader else reader())(clerk)
    met = ops.abs(said - read) if compare else layers.concatenate([said, read])
    if compare and hidden_for_disputed:
        met = layers.Dense(64, activation="relu")(met)
    words = layers.GlobalAveragePooling1D()(layers.Embedding(12, 8)(note))
    known = {"clerk": read, "note": words, "zone": layers.Flatten()(layers.Embedding(3, 4)(zone))}
    facts = layers.concatenate([part for name, part in known.items() if name != without])
    for _ in range(2 if hidden_for_price else 0):
        facts = layers.Dense(64, activation="relu")(facts)
    heads = {"price": layers.Dense(1)(facts), "disputed": layers.Dense(1, activation="sigmoid")(met)}
    if third_head:
        heads["weight"] = layers.Dense(10, activation="softmax")(read)
    inputs = {"sender": sender, "clerk": clerk, "note": note, "zone": zone}
    return keras.Model({name: each for name, each in inputs.items() if name == "clerk" or name != without}, heads)


def measured(
    parcels: Any, seed: int, standard_units: bool = True, epochs: int = 15, **decisions: Any
) -> dict[str, float]:
    """Train one design from one seed as the chapter's solution does; return its scores on unseen parcels."""
    train, unseen = parcels.make_parcels(2000, 0, "train"), parcels.make_parcels(1000, 1, "unseen")
    prices = train.answers["price"]
    mean, spread = (prices.mean(), prices.std()) if standard_units else (0.0, 1.0)
    keras.utils.set_random_seed(seed)
    model = desk(**decisions)
    targets = {"price": (prices - mean) / spread, "disputed": train.answers["disputed"]}
    losses = {"price": "mse", "disputed": "binary_crossentropy"}
    if "weight" in model.output:
        targets["weight"], losses["weight"] = train.weights[:, 1:], "sparse_categorical_crossentropy"
    model.compile(keras.optimizers.Adam(0.003), losses, steps_per_execution=16)
    given, asked = ({name: each.inputs[name] for name in model.input} for each in (train, unseen))
    model.fit(given, targets, epochs=epochs, batch_size=32, verbose=0)
    said = {name: np.asarray(values) for name, values in model(asked).items()}
    right = (said["disputed"] > 0.5) == (unseen.answers["disputed"] > 0.5)
    off = np.abs(said["price"] * spread + mean - unseen.answers["price"])
    return {"price off": round(float(off.mean()), 2), "disputed right": round(float(right.mean()), 3)}


def main(seeds: int, say: Callable[[str], None] = print) -> None:
    sys.path.insert(0, str(FOLDER))
    import parcels

    found: dict[str, dict[str, list[float]]] = {}
    for name, decisions in DESIGNS.items():
        runs = [measured(parcels, seed, **decisions) for seed in range(1, (seeds if not decisions else 3) + 1)]
        found[name] = {score: [run[score] for run in runs] for score in runs[0]}
        say(f"{name:<36} " + "  ".join(f"{score} {statistics.mean(v):.3g}" for score, v in found[name].items()))
        (FOLDER / "measured.json").write_text(json.dumps(found, indent=1) + "\n")


def without_branches(seeds: int, say: Callable[[str], None] = print) -> None:
    sys.path.insert(0, str(FOLDER))
    import parcels

    found = {
        name: [measured(parcels, seed, epochs=10, without=name)["price off"] for seed in range(1, seeds + 1)]
        for name in BRANCHES
    }
    for name, off in found.items():
        say(f"without {name:<6} mean {statistics.mean(off):.2f}, {min(off):.2f} to {max(off):.2f}: {off}")
    orders = [" ".join(sorted(found, key=lambda name: -found[name][run])) for run in range(seeds)]
    say("orders, furthest off first: " + ", ".join(f"{order} ({orders.count(order)})" for order in sorted({*orders})))


if __name__ == "__main__":
    wanted = sys.argv[1:]
    run = without_branches if wanted[:1] == ["branches"] else main
    numbers = [int(each) for each in wanted if each.isdigit()]
    run(numbers[0] if numbers else SEEDS)
