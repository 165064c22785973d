"""Models that no Keras wrote: a table of layers, changed anywhere, is rebuilt or refused, and nothing else happens."""

import copy
import json
import time
from collections.abc import Iterator
from typing import Any

import keras
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from autograder.models.data import Refused
from autograder.models.read import Reader
from autograder.models.rebuild import Rebuilder

SECONDS = 20.0  # of processor time, the most for one example
MOST = 50_000_000  # parameters of what is rebuilt: the allow-list's own bound is lower
RELIABLY = settings(  # the same examples at every run
    derandomize=True, deadline=None, max_examples=120, database=None, suppress_health_check=list(HealthCheck)
)
WORDS = [
    *("keras", "keras.layers", "os", "builtins", "Dense", "Lambda", "Functional", "Sequential", "system", "function"),
    *("__lambda__", "class_name", "module", "config", "registered_name", "relu", "../x", "a/b", "", "\0", "float99"),
    *(
        "StringLookup",
        "TextVectorization",
        "Normalization",
        "vocabulary",
        "/etc/passwd",
        "tf_idf",
        "utf-9",
        "set_epsilon",
    ),
    *(
        "keras.config",
        "keras.metrics",
        "metrics",
        "loss",
        "mae",
        "MeanIoU",
        "accuracy",
        "__pairs__",
        "__tuple__",
        "__x",
    ),
]
TEXTS = st.sampled_from(WORDS) | st.text(max_size=8)
NUMBERS = st.integers() | st.sampled_from([-1, 0, 10**6, 10**9, 10**12, 2**63, 2**64]) | st.floats()
VALUES: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | NUMBERS | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=6,
)
# What a class's settings may be, and must not: a function that Keras exports, files, code, far too much.
GADGETS: list[dict[str, Any]] = [
    {"module": "keras.config", "class_name": "function", "config": "set_epsilon", "registered_name": "set_epsilon"},
    {"module": "keras.layers", "class_name": "StringLookup", "config": {"vocabulary": "/etc/passwd"}},
    {"module": "keras.layers", "class_name": "TextVectorization", "config": {"vocabulary": "/etc/passwd"}},
    {"module": "keras.layers", "class_name": "TextVectorization", "config": {"vocabulary": ["a"] * 30_000}},
    {"module": "keras.layers", "class_name": "Lambda", "config": {"function": "set_epsilon"}},
    {"module": "keras.layers", "class_name": "Dense", "config": {"units": 10**12}},
    {"module": "keras.metrics", "class_name": "MeanIoU", "config": {"num_classes": 10**6}},
    {"vocabulary": "/etc/passwd"},
    {"metrics": [["set_epsilon"]], "loss": {"__x": "set_epsilon"}},
]
DEEDS = ["replace", "delete", "exchange", "rename", "double", "pairs", "gadget", "gadget in pairs"]
CHANGES = st.lists(
    st.tuples(st.integers(0), st.sampled_from(DEEDS), VALUES, TEXTS),
    min_size=1,
    max_size=4,
)


@pytest.fixture(scope="module")
def table() -> tuple[dict[str, Any], dict[str, np.ndarray], list[str]]:
    """Small models with what models have: two inputs, a shared layer, one inside another, words, losses, metrics."""
    left, right = keras.Input((3,), name="left"), keras.Input((3,), name="right")
    shared = keras.layers.Dense(2, activation="relu")
    joined = keras.layers.Concatenate()([shared(left), shared(right)])
    two = keras.Model([left, right], keras.layers.Dense(1, name="end")(joined + 1.0))
    two.compile("adam", loss="mse")
    words = keras.Input((None,), name="words")
    read = keras.layers.GRU(2)(keras.layers.Embedding(9, 3, mask_zero=True)(words))
    inner = keras.Sequential([keras.Input((2,)), keras.layers.Dropout(0.5), keras.layers.Dense(2)])
    nested = keras.Model(words, {"a": inner(read), "b": keras.layers.Dense(1)(read)})
    typed = keras.Input((1,), dtype="string", name="typed")
    lookup, text = keras.layers.StringLookup(), keras.layers.TextVectorization(output_sequence_length=2)
    for adapted in (lookup, text):
        adapted.adapt(np.array(["near", "far", "far"]).astype(object))
    numbers = keras.layers.Normalization(mean=[1.0, 2.0], variance=[4.0, 1.0])(keras.ops.cast(text(typed), "float32"))
    said = keras.Model(typed, {"place": keras.layers.Embedding(4, 1)(lookup(typed)), "size": numbers})
    said.compile("sgd", loss={"place": "mse", "size": "mae"}, metrics={"place": ["mae"], "size": ["mse", "accuracy"]})
    reader = Reader(metrics=True)
    ids = [reader.model(model, weights="values") for model in (two, nested, said)]
    return json.loads(json.dumps(reader.layers)), reader.arrays, ids


def rebuilt_or_refused(layers: Any, arrays: dict[str, np.ndarray], ids: list[str]) -> list[keras.Model]:
    """Rebuild models; every error but the documented one fails the test, and so do taking long and growing large."""
    made = []
    epsilon, started = keras.config.epsilon(), time.process_time()
    for name in ids:
        try:
            model = Rebuilder(layers, arrays).model(name)
        except Refused as reason:
            assert str(reason)
        else:
            assert isinstance(model, keras.Model)
            assert model.count_params() <= MOST
            made.append(model)
    assert time.process_time() - started < SECONDS
    assert keras.config.epsilon() == epsilon
    assert keras.config.floatx() == "float32" and keras.config.dtype_policy().name == "float32"
    return made


def in_pairs(settings: dict[str, Any]) -> dict[str, Any]:
    """The same dictionary, spelled as one that has other keys than texts."""
    return {"__pairs__": [[key, item] for key, item in settings.items()]}


@pytest.fixture(autouse=True)
def no_file_is_opened(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let TensorFlow, which reads vocabularies, say so where it looks for a file."""
    import tensorflow as tf

    looked_for: list[Any] = []
    monkeypatch.setattr(tf.io.gfile, "exists", looked_for.append)
    monkeypatch.setattr(tf.io.gfile, "GFile", lambda *arguments: looked_for.append(arguments))
    yield
    assert looked_for == []


def places(value: Any) -> Iterator[tuple[Any, Any]]:
    for key, inner in list(value.items() if isinstance(value, dict) else enumerate(value)):
        yield value, key
        if isinstance(inner, dict | list):
            yield from places(inner)


def test_unchanged_models_are_rebuilt(table: tuple[dict[str, Any], dict[str, np.ndarray], list[str]]) -> None:
    assert len(rebuilt_or_refused(*table)) == 3


@RELIABLY
@given(changes=CHANGES)
def test_models_changed_anywhere_are_rebuilt_or_refused(
    table: tuple[dict[str, Any], dict[str, np.ndarray], list[str]], changes: list[tuple[int, str, Any, str]]
) -> None:
    layers, arrays, ids = copy.deepcopy(table[0]), table[1], table[2]
    for number, change, value, text in changes:
        everywhere = list(places(layers))
        if not everywhere:
            break
        container, key = everywhere[number % len(everywhere)]
        other, other_key = everywhere[(number * 7 + 3) % len(everywhere)]
        if change == "replace":
            container[key] = value
        elif change == "delete":
            del container[key]
        elif change == "exchange":
            container[key], other[other_key] = copy.deepcopy(other[other_key]), copy.deepcopy(container[key])
        elif change == "rename" and isinstance(container, dict):
            container[text] = container.pop(key)
        elif change == "double" and isinstance(container, list):
            container.append(copy.deepcopy(container[key]))
        elif change == "pairs" and isinstance(container[key], dict):
            container[key] = in_pairs(container[key])
        elif change.startswith("gadget"):
            gadget = copy.deepcopy(GADGETS[number % len(GADGETS)])
            container[key] = gadget if change == "gadget" else in_pairs(gadget)
    rebuilt_or_refused(layers, arrays, ids)


@RELIABLY
@given(
    number=st.integers(0), gadget=st.sampled_from(GADGETS), spelled=st.sampled_from(["plain", "pairs", "in a tuple"])
)
def test_one_gadget_anywhere_is_refused_or_does_nothing(
    table: tuple[dict[str, Any], dict[str, np.ndarray], list[str]], number: int, gadget: dict[str, Any], spelled: str
) -> None:
    layers = copy.deepcopy(table[0])
    everywhere = list(places(layers))
    container, key = everywhere[number % len(everywhere)]
    told = in_pairs(gadget) if spelled == "pairs" else copy.deepcopy(gadget)
    container[key] = {"__tuple__": [told]} if spelled == "in a tuple" else told
    for model in rebuilt_or_refused(layers, table[1], table[2]):
        held = [value for layer in model.layers for value in vars(layer).values()]
        assert not any(value is keras.config.set_epsilon for value in held)


@RELIABLY
@given(layers=st.dictionaries(TEXTS, VALUES, max_size=3) | VALUES, name=TEXTS)
def test_tables_of_every_kind_are_refused(layers: Any, name: str) -> None:
    assert rebuilt_or_refused(layers, {}, [name]) == []


@RELIABLY
@given(
    at=st.integers(0), array=st.sampled_from([np.zeros(0), np.zeros((3, 2)), np.array("x"), np.full((2, 1), np.nan)])
)
def test_arrays_that_do_not_fit_are_refused_or_taken(
    table: tuple[dict[str, Any], dict[str, np.ndarray], list[str]], at: int, array: np.ndarray
) -> None:
    names = sorted(table[1])
    rebuilt_or_refused(table[0], {**table[1], names[at % len(names)]: array}, table[2])
    rebuilt_or_refused(table[0], {name: table[1][name] for name in names[: at % len(names)]}, table[2])
