"""What data may not become: each is refused before Keras makes anything of it."""

import json
from typing import Any

import keras
import pytest
from keras import layers

from autograder.models.allow import check_config
from autograder.models.data import Refused, from_json
from autograder.models.read import Reader
from autograder.models.rebuild import Rebuilder


def read() -> tuple[str, dict[str, Any], Reader]:
    x = keras.Input((4,))
    reader = Reader()
    found = reader.model(keras.Model(x, layers.Dense(3, name="dense")(x)), "values")
    return found, json.loads(json.dumps(reader.layers)), reader


def dense(table: dict[str, Any]) -> dict[str, Any]:
    return next(entry for entry in table.values() if entry["class"] == "Dense")


def refused(change: Any) -> str:
    found, table, reader = read()
    change(table, found)
    with pytest.raises(Refused) as said:
        Rebuilder(table, reader.arrays).model(found)
    return str(said.value)


@pytest.mark.parametrize(
    "config",
    [
        {"module": "keras.layers", "class_name": "Lambda", "config": {}},
        {"module": "keras.layers", "class_name": "TFSMLayer", "config": {"filepath": "x"}},
        {"module": "keras.layers", "class_name": "StringLookup", "config": {"vocabulary": "words.txt"}},
        {"module": "keras.layers", "class_name": "IntegerLookup", "config": {}},
        {"module": "os", "class_name": "system", "config": {}},
        {"module": "keras.config", "class_name": "function", "config": "set_epsilon"},
        {"module": "builtins", "class_name": "function", "config": "set_epsilon"},
        {"class_name": "__lambda__", "config": {"code": "", "defaults": None, "closure": None}},
        {"module": "keras.layers", "class_name": "Dense", "registered_name": "own>Dense", "config": {}},
        {"units": 10**12},
        {"name": "x" * 20_000},
    ],
)
def test_settings_that_are_refused(config: dict[str, Any]) -> None:
    with pytest.raises(Refused):
        check_config({"module": "keras.layers", "class_name": "Dense", "config": {"part": config}})


def test_settings_nested_too_deep_are_refused() -> None:
    deep: Any = 1
    for _ in range(900):
        deep = [deep]
    with pytest.raises(Refused, match="nested"):
        check_config(deep)


def test_a_layer_of_many_units_is_refused() -> None:
    assert "larger" in refused(lambda t, _: dense(t)["config"]["config"].update(units=10**12))


def test_more_parameters_than_a_model_may_have_are_refused() -> None:
    assert "parameters" in refused(lambda t, _: dense(t)["weights"][0].update(shape=[10**6, 10**6]))


def test_a_layer_larger_than_the_weights_handed_in_is_refused_before_it_is_built() -> None:
    assert "larger" in refused(lambda t, _: dense(t)["config"]["config"].update(units=50_000_000))


def test_weights_of_another_shape_are_refused() -> None:
    assert "another shape" in refused(lambda t, _: dense(t)["weights"][0].update(shape=[4, 2]))


def test_a_model_within_itself_is_refused() -> None:
    assert "itself" in refused(lambda t, found: t[found]["nodes"][1].update(layer=found))


def test_a_call_on_what_nothing_makes_is_refused() -> None:
    def change(table: dict[str, Any], found: str) -> None:
        text = json.dumps(table[found]["nodes"][1]["calls"]).replace('"input_layer', '"nowhere')
        table[found]["nodes"][1]["calls"] = json.loads(text)

    assert "nothing makes" in refused(change)


def test_a_name_with_a_slash_is_refused() -> None:
    assert "name" in refused(lambda t, _: dense(t).update(name="a/b"))


def test_an_unknown_kind_is_refused() -> None:
    assert "kind" in refused(lambda t, _: dense(t).update(kind="pickle"))


EXPORTED = {"module": "keras.config", "class_name": "function", "config": "set_epsilon", "registered_name": None}
FILE = {"module": "keras.layers", "class_name": "StringLookup", "config": {"vocabulary": "/etc/passwd"}}


def in_pairs(settings: dict[str, Any]) -> dict[str, Any]:
    """The same dictionary, spelled as one that has other keys than texts."""
    return {"__pairs__": [[key, item] for key, item in settings.items()]}


@pytest.mark.parametrize("hidden", [EXPORTED, FILE], ids=["a function", "a file"])
@pytest.mark.parametrize(
    "place", ["the layer", "its activation", "a call", "a loss", "a loss of a marked name", "an optimizer"]
)
def test_a_class_hidden_in_pairs_is_refused(hidden: dict[str, Any], place: str) -> None:
    def change(table: dict[str, Any], found: str) -> None:
        evil = in_pairs(hidden)
        if place == "the layer":
            dense(table)["config"] = evil
        elif place == "its activation":
            dense(table)["config"]["config"]["activation"] = evil
        elif place == "a call":
            table[found]["nodes"][1]["calls"][0]["kwargs"] = {"mask": evil}
        elif place == "a loss":
            table[found]["compiled"] = {"loss": in_pairs({"dense": hidden})}
        elif place == "a loss of a marked name":
            table[found]["compiled"] = {"loss": {"__dense": hidden}}
        else:
            table[found]["compiled"] = {"optimizer": evil}

    epsilon = keras.config.epsilon()
    assert "Keras cannot rebuild" not in refused(change)  # then Keras has seen it
    assert keras.config.epsilon() == epsilon


def test_settings_by_number_are_taken() -> None:
    """What pairs are for: the weights of classes, and the like."""
    assert from_json({"__pairs__": [[0, 1.0], [1, 2.5], ["module of what", 1]]}) == {
        0: 1.0,
        1: 2.5,
        "module of what": 1,
    }


@pytest.mark.parametrize("name", ["set_epsilon", "../x", "MeanIoU", "", "relu", "function", "__lambda__", "mse\0"])
def test_a_metric_that_is_none_of_keras_is_refused(name: str) -> None:
    for spelled in (name, [name], {"dense": ["mae", name]}):
        assert "metrics" in refused(lambda t, found, spelled=spelled: t[found].update(compiled={"metrics": spelled}))


@pytest.mark.parametrize(
    "metrics", [["mae"], ["accuracy", "mse"], [["AUC"], "ce"], {"dense": ["binary_accuracy"]}, None]
)
def test_metrics_of_keras_are_taken(metrics: Any) -> None:
    found, table, reader = read()
    table[found]["compiled"] = {"loss": "mse", "metrics": metrics}
    assert Rebuilder(table, reader.arrays).model(found).compiled
