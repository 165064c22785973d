"""A model's graph as data: shapes, numbers, masks, models inside models."""

import keras
import networkx as nx
from keras import layers, ops

from autograder.graphs.graph import read_graph


def calls(model: keras.Model, kind: str) -> list[dict]:
    return [settings for _, settings in read_graph(model).calls.nodes(data=True) if settings["kind"] == kind]


def test_a_call_knows_the_shape_it_makes() -> None:
    image = keras.Input((9, 9, 1), name="image")
    inner = keras.Sequential([layers.Conv2D(4, 3, strides=2), layers.MaxPooling2D(2), layers.Flatten()])
    model = keras.Model(image, layers.Dense(2)(layers.Dropout(0.5)(inner(image))))
    assert calls(model, "InputLayer")[0]["shape"] == (None, 9, 9, 1)
    assert calls(model, "Conv2D")[0]["shape"] == (None, 4, 4, 4)
    assert calls(model, "MaxPooling2D")[0]["shape"] == (None, 2, 2, 4)
    assert calls(model, "Flatten")[0]["shape"] == (None, 16)


def test_a_sequential_model_and_the_same_called_inside_another_have_the_same_calls() -> None:
    listed = keras.Sequential([keras.Input((4,)), layers.Dense(3, name="a"), layers.Dense(2, name="b")])
    x = keras.Input((4,))
    inside = keras.Model(x, listed(x))
    for model in (listed, inside):
        graph = read_graph(model)
        kinds = [graph.kind(call) for call in nx.topological_sort(graph.calls)]
        assert kinds == ["InputLayer", "Dense", "Dense"]


def test_a_model_inside_called_twice_has_each_call_of_its_layers() -> None:
    inner = keras.Sequential([keras.Input((4,)), layers.Dense(3)])
    a, b = keras.Input((4,), name="a"), keras.Input((4,), name="b")
    model = keras.Model([a, b], layers.Concatenate()([inner(a), inner(b)]))
    dense = calls(model, "Dense")
    assert len(dense) == 2 and dense[0]["layer"] == dense[1]["layer"]


def test_numbers_in_a_sum_are_kept_with_their_place() -> None:
    x = keras.Input((4,))
    model = keras.Model(x, 1 - x * 0.5)
    assert calls(model, "Multiply")[0]["constants"] == ((1, 0.5),)
    assert calls(model, "Subtract")[0]["constants"] == ((0, 1),)


def test_masks_are_no_data_and_take_no_slot() -> None:
    words = keras.Input((None,), dtype="int32", name="words")
    start = keras.Input((3,), name="start")
    read = layers.GRU(3)(layers.Embedding(9, 2, mask_zero=True)(words), initial_state=start)
    model = keras.Model([words, start], read)
    graph = read_graph(model)
    slots = {
        graph.kind(source): edge["slot"]
        for source, target, edge in graph.calls.edges(data=True)
        if graph.kind(target) == "GRU" and edge["argument"] != "mask"
    }
    assert sorted(slots.values()) == [0, 1]
    assert set(graph.without_masks().nodes) <= set(graph.calls.nodes)


def test_what_does_not_lead_to_an_output_is_no_part_of_the_data() -> None:
    x = keras.Input((4,))
    layers.Dense(7)(x)
    kept = keras.Model(x, ops.relu(layers.Dense(3)(x)))
    graph = read_graph(kept)
    assert [graph.kind(call) for call in graph.without_masks()] == ["InputLayer", "Dense", "Relu"]
