"""Comparing takes work in proportion to the graphs: counted, not timed."""

import keras
import networkx as nx
import pytest
from keras import layers

from autograder.graphs.box import Box
from autograder.graphs.canonical import canonical
from autograder.graphs.graph import read_graph
from autograder.graphs.matching import LIMIT, differing, same
from autograder.graphs.refinement import Work

PER_ARROW = 60  # steps; a round for each node, as without an end, takes hundreds


def chain(size, odd):
    x = start = keras.Input((8,))
    for number in range(size):
        x = layers.Dense(8, use_bias=number != odd)(x)
    return keras.Model(start, x)


def residual(size, odd):
    x = start = keras.Input((8,))
    for number in range(size):
        x = layers.Dense(8)(x) if number == odd else x + layers.Dense(8)(x)
    return keras.Model(start, x)


def u_net(size, odd):
    x = start = keras.Input((8,))
    kept = []
    for _ in range(size // 2):
        x = layers.Dense(8)(x)
        kept.append(x)
    for number, across in enumerate(reversed(kept)):
        x = layers.Dense(8)(x if number == odd // 2 else layers.Concatenate()([x, across]))
    return keras.Model(start, x)


def all_earlier(size, odd):
    made = [start := keras.Input((1,)), layers.Dense(1)(start)]
    for number in range(size // 4):  # fewer: the arrows are the square of this
        made.append(layers.Dense(1)(layers.Concatenate()(made[number == odd // 4 :])))
    return keras.Model(start, made[-1])


@pytest.mark.parametrize("build", [chain, residual, u_net, all_earlier])
def test_large_graphs_take_work_near_the_number_of_arrows(build) -> None:
    first, again, other = (canonical(read_graph(build(200, odd))) for odd in (-9, -9, 100))
    arrows = first.number_of_edges()
    equal, different, told = Work(), Work(), Work()
    assert same(first, again, equal)
    assert not same(first, other, different)
    assert any(differing(first, other, told))
    assert max(equal.steps, different.steps, told.steps) < PER_ARROW * arrows


def regular(seed, names):
    """A graph of boxes that are all alike, each read in pairs by others that are all alike."""
    made = nx.MultiDiGraph()
    for number in range(46):
        made.add_node(f"{names}{number}", box=Box("Dense"), kind="Dense")
    for number, pair in enumerate(nx.random_regular_graph(3, 46, seed=seed).edges):
        made.add_node(f"{names} pair {number}", box=Box("Average"), kind="Average")
        made.add_edges_from((f"{names}{end}", f"{names} pair {number}", {"slot": 0, "part": 0}) for end in pair)
    return made


def test_graphs_whose_nodes_all_look_alike_come_to_an_end() -> None:
    equal, different = Work(), Work()
    assert same(regular(1, "a"), regular(1, "b"), equal)
    assert not same(regular(1, "a"), regular(2, "b"), different)
    assert max(equal.steps, different.steps) < LIMIT


def test_a_tensor_added_to_itself_again_and_again_is_no_long_list() -> None:
    def doubled(times):
        x = start = keras.Input((8,))
        for _ in range(times):
            x = x + x
        return canonical(read_graph(keras.Model(start, x)))

    assert same(doubled(60), doubled(60))
    assert not same(doubled(60), doubled(59))
