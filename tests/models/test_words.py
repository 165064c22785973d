"""Layers that look words up travel with their words, and are refused where they would read a file."""

import json
from typing import Any

import keras
import numpy as np
import pytest
from keras import layers

from autograder.models.allow import check_config
from autograder.models.data import Refused
from autograder.models.read import Reader
from autograder.models.rebuild import Rebuilder

ROWS = np.array([["Book, my aunt!"], ["soon"], ["my my book"]])


def adapted(layer: Any) -> Any:
    layer.adapt(np.array(["my", "my", "book", "soon"]).astype(object))
    return layer


LOOKUPS = {
    "words": lambda: layers.StringLookup(vocabulary=["soon", "book"]),
    "none unknown": lambda: layers.StringLookup(vocabulary=ROWS[:, 0].tolist(), num_oov_indices=0),
    "one-hot": lambda: layers.StringLookup(vocabulary=["soon", "book"], output_mode="one_hot"),
    "a mask": lambda: layers.StringLookup(vocabulary=["soon"], mask_token="", num_oov_indices=3),
    "adapted": lambda: adapted(layers.StringLookup()),
    "text": lambda: layers.TextVectorization(vocabulary=["my", "book"], output_sequence_length=4),
    "pairs of words": lambda: layers.TextVectorization(vocabulary=["my", "my my"], ngrams=2, output_mode="count"),
    "letters": lambda: layers.TextVectorization(vocabulary=["m", "o"], split="character", output_sequence_length=5),
    "adapted text": lambda: adapted(layers.TextVectorization(output_sequence_length=3)),
}


def of(layer: Any) -> keras.Model:
    text = keras.Input((1,), dtype="string", name="text")
    return keras.Model({"text": text}, layer(text))


def carried(model: keras.Model) -> keras.Model:
    reader = Reader()
    found = reader.model(model, "values")
    return Rebuilder(json.loads(json.dumps(reader.layers)), reader.arrays).model(found)


@pytest.mark.parametrize("make", LOOKUPS.values(), ids=LOOKUPS)
def test_a_layer_gives_its_words_the_same_numbers_where_it_is_judged(make) -> None:
    model = of(make())
    said, again = (np.asarray(one({"text": ROWS})) for one in (model, carried(model)))
    assert said.dtype == again.dtype and np.array_equal(said, again)
    assert len(np.unique(said)) > 1


def test_a_layer_without_words_is_rebuilt_without_words() -> None:
    assert carried(of(layers.StringLookup())).layers[-1].vocabulary_size() == 1


def test_a_standardisation_of_the_students_own_is_refused() -> None:
    own = layers.TextVectorization(vocabulary=["my"], standardize=lambda text: text)
    with pytest.raises(Refused):
        carried(of(own))


@pytest.mark.parametrize("name", ["StringLookup", "TextVectorization"])
@pytest.mark.parametrize(
    "settings",
    [
        {"vocabulary": "/etc/passwd"},
        {"vocabulary": "gs://somewhere/words.txt"},
        {"vocabulary": {"class_name": "__numpy__", "config": {"value": ["a"], "dtype": "str"}}},
        {"vocabulary": ["a", 1]},
        {"vocabulary": ["a" * 201]},
        {"vocabulary": [str(word) for word in range(20_001)]},
        {"vocabulary": ["a"], "idf_weights": "weights.txt"},
        {"vocabulary": ["a"], "max_tokens": 10**7, "output_mode": "one_hot"},
        {"vocabulary": ["a"], "num_oov_indices": 10**6},
        {"vocabulary": ["a"], "output_sequence_length": 10**7},
        {"vocabulary": ["a"], "ngrams": 10**6},
        {"vocabulary": ["a"], "ngrams": {"__tuple__": [1, 10**6]}},
        {"vocabulary": ["a"], "file": "words.txt"},
        ["vocabulary"],
    ],
    ids=lambda settings: " ".join(settings) + str(settings)[-9:-2],
)
def test_settings_that_name_a_file_or_ask_for_too_much_are_refused(name: str, settings: Any) -> None:
    with pytest.raises(Refused):
        check_config({"module": "keras.layers", "class_name": name, "config": settings})


def test_a_vocabulary_in_a_file_travels_as_its_words_and_not_as_the_path(tmp_path) -> None:
    (tmp_path / "words.txt").write_text("book\nsoon\n")
    model = of(layers.StringLookup(vocabulary=str(tmp_path / "words.txt")))
    reader = Reader()
    reader.model(model, "values")
    assert "words.txt" not in json.dumps(reader.layers)
    assert np.array_equal(model({"text": ROWS}), carried(model)({"text": ROWS}))
