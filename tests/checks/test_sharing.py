"""Checks of weight sharing and symmetry."""

import keras
import numpy as np
import pytest
from keras import layers, ops

from autograder import checks as check

EXAMPLE = {
    "left": np.random.default_rng(0).normal(size=(4, 6)).astype("float32"),
    "right": np.random.default_rng(1).normal(size=(4, 6)).astype("float32"),
}


def twins(encoders: int = 1, head=lambda a, b: ops.abs(a - b), nested: bool = False) -> keras.Model:
    left, right = keras.Input((6,), name="left"), keras.Input((6,), name="right")
    made = [layers.GRU(4) for _ in range(encoders)]
    reshape = layers.Reshape((3, 2))
    encode = [lambda x, gru=gru: gru(reshape(x)) for gru in made]
    if nested:
        encode = [keras.Sequential([layers.Reshape((3, 2)), layers.GRU(4)])]
    joined = head(encode[0](left), encode[-1](right))
    return keras.Model([left, right], layers.Dense(1, activation="sigmoid")(joined))


def concatenated(a, b):
    return layers.Concatenate()([a, b])


@pytest.mark.parametrize("nested", [False, True])
def test_one_layer_called_twice_is_shared(nested: bool) -> None:
    check.shared(twins(nested=nested), "GRU", calls=2)


def test_two_layers_are_unshared(cause_of) -> None:
    assert cause_of(check.shared, twins(encoders=2), "GRU", calls=2) == "unshared-layer"
    assert cause_of(check.shared, twins(), "GRU", calls=3) is None
    assert cause_of(check.shared, twins(), "LSTM", calls=2) is None


def test_a_cell_run_twice_still_counts_the_calls_of_this_model() -> None:
    gru, left, right = layers.GRU(4), keras.Input((3, 2), name="left"), keras.Input((3, 2), name="right")
    for _ in range(3):
        model = keras.Model([left, right], layers.Dense(1)(gru(left) - gru(right)))
    check.shared(model, "GRU", calls=2)


@pytest.mark.parametrize("head", [lambda a, b: ops.abs(a - b), lambda a, b: a * b, lambda a, b: layers.Add()([a, b])])
def test_symmetric_heads_pass(head) -> None:
    check.symmetric(twins(head=head), EXAMPLE, "left", "right")


def test_asymmetry_is_traced_to_the_head_or_to_the_encoders(cause_of) -> None:
    assert cause_of(check.symmetric, twins(head=concatenated), EXAMPLE, "left", "right") == "order-sensitive-head"
    assert cause_of(check.symmetric, twins(encoders=2), EXAMPLE, "left", "right") == "unshared-layer"


@pytest.mark.parametrize(
    "side", [ops.tanh, ops.normalize, lambda code: layers.Dropout(0.5)(layers.Reshape((4,))(code))]
)
def test_an_operation_on_each_side_is_no_unshared_layer(side, cause_of) -> None:
    check.symmetric(twins(head=lambda a, b: ops.abs(side(a) - side(b))), EXAMPLE, "left", "right")
    signed, joined = (lambda a, b: side(a) - side(b)), (lambda a, b: concatenated(side(a), side(b)))
    assert cause_of(check.symmetric, twins(head=signed), EXAMPLE, "left", "right") == "signed-difference"
    assert cause_of(check.symmetric, twins(head=joined), EXAMPLE, "left", "right") == "order-sensitive-head"
    assert cause_of(check.symmetric, twins(2, head=signed), EXAMPLE, "left", "right") == "unshared-layer"


def test_a_layer_on_one_side_alone_is_unshared(cause_of) -> None:
    extra = twins(head=lambda a, b: ops.abs(layers.Dense(4)(a) - b))
    assert cause_of(check.symmetric, extra, EXAMPLE, "left", "right") == "unshared-layer"


def test_a_layer_that_reads_both_ways_is_of_another_kind(cause_of) -> None:
    left, right = keras.Input((3, 2), name="left"), keras.Input((3, 2), name="right")
    reader = layers.Bidirectional(layers.GRU(4))
    model = keras.Model([left, right], layers.Dense(1)(ops.abs(reader(left) - reader(right))))
    check.shared(model, "Bidirectional", calls=2)
    assert cause_of(check.shared, model, "GRU", calls=2) is None


def test_models_of_two_calls_have_layers_of_their_own(cause_of) -> None:
    def block(x):
        return layers.Dense(2)(x)

    once = layers.Dense(2)
    check.apart(check.model_of(block, (3,)), check.model_of(block, (3,)), "block")
    assert cause_of(check.apart, check.model_of(once, (3,)), check.model_of(once, (3,))) == "layers-kept"
    flat = [keras.Model(x, layers.Flatten()(x)) for x in (keras.Input((2, 3)), keras.Input((2, 3)))]
    check.apart(*flat)
    assert cause_of(check.apart, flat[0], None) is None


def test_models_cut_from_one_graph_share_weights(cause_of) -> None:
    model = twins()
    part = keras.Model(model.inputs, model.layers[-2].output)
    whole = keras.Model(model.inputs, model.output)
    check.share_weights(model, whole)
    copy = keras.models.clone_model(model)
    assert cause_of(check.share_weights, model, copy) == "unshared-layer"
    copy.set_weights(model.get_weights())
    assert cause_of(check.share_weights, model, copy) == "copied-not-shared"
    assert cause_of(check.share_weights, part, None) is None


def test_signed_differences_are_told_apart_from_other_heads(cause_of) -> None:
    for head in (lambda a, b: a - b, lambda a, b: layers.Subtract()([b, a])):
        assert cause_of(check.symmetric, twins(head=head), EXAMPLE, "left", "right") == "signed-difference"


def test_symmetry_needs_both_sides(cause_of) -> None:
    for head in (lambda a, b: a, lambda a, b: b, lambda a, b: ops.zeros_like(a - b)):
        assert cause_of(check.symmetric, twins(head=head), EXAMPLE, "left", "right") == "dead-input"


def test_one_side_read_twice_is_no_sharing(cause_of) -> None:
    left, right = keras.Input((3, 2), name="left"), keras.Input((3, 2), name="right")
    gru = layers.GRU(4)
    model = keras.Model([left, right], layers.Dense(1)(ops.abs(gru(left) - gru(left))))
    assert cause_of(check.shared, model, "GRU", calls=2) == "same-side-twice"


def dense_twins(hidden: int = 1, code: int = 1) -> keras.Model:
    left, right = keras.Input((6,), name="left"), keras.Input((6,), name="right")
    hiddens, codes = [layers.Dense(5) for _ in range(hidden)], [layers.Dense(4) for _ in range(code)]
    a, b = codes[0](hiddens[0](left)), codes[-1](hiddens[-1](right))
    return keras.Model([left, right], layers.Dense(1)(ops.abs(a - b)))


def test_the_widths_of_shared_layers_count(cause_of) -> None:
    check.shared(dense_twins(), "Dense", calls=2, layers=2, units=(5, 4))
    check.shared(twins(nested=True), "GRU", units=(4,))
    assert cause_of(check.shared, dense_twins(), "Dense", calls=2, layers=2, units=(4, 5)) is None
    assert cause_of(check.shared, twins(), "GRU", units=(5,)) is None


def test_half_of_an_encoder_shared_is_told(cause_of) -> None:
    check.shared(dense_twins(), "Dense", calls=2, layers=2)
    assert cause_of(check.shared, dense_twins(code=2), "Dense", calls=2, layers=2) == "half-shared"
    assert cause_of(check.shared, dense_twins(hidden=2), "Dense", calls=2, layers=2) == "half-shared"
    assert cause_of(check.shared, dense_twins(2, 2), "Dense", calls=2, layers=2) == "unshared-layer"


def test_copied_weights_are_not_shared_ones(cause_of) -> None:
    model = twins(encoders=2)
    first, second = [layer for layer in model.layers if isinstance(layer, layers.GRU)]
    second.set_weights(first.get_weights())
    assert cause_of(check.shared, model, "GRU", calls=2) == "copied-not-shared"


def in_two_sequentials(a, b, head, hidden, code):
    left, right = (keras.Sequential([keras.Input((6,)), hidden, code]) for _ in range(2))
    return head(left(a), right(b))


def in_two_functional_models(a, b, head, hidden, code):
    starts = keras.Input((6,)), keras.Input((6,))
    left, right = (keras.Model(start, code(hidden(start))) for start in starts)
    return head(left(a), right(b))


def inside_and_outside(a, b, head, hidden, code):
    return head(keras.Sequential([keras.Input((6,)), hidden, code])(a), code(hidden(b)))


def in_models_inside_models(a, b, head, hidden, code):
    inner = keras.Sequential([keras.Input((6,)), hidden])
    left, right = (keras.Sequential([keras.Input((6,)), inner, code]) for _ in range(2))
    return head(left(a), right(b))


def one_after_the_other(a, b, head, hidden, code):
    return head(code(hidden(a)), code(hidden(b)))


def distance_of(build) -> keras.Model:
    left, right = keras.Input((6,), name="left"), keras.Input((6,), name="right")
    answer = layers.Dense(1, activation="sigmoid")
    return keras.Model(
        [left, right],
        build(left, right, lambda a, b: answer(ops.abs(a - b)), layers.Dense(5, activation="relu"), layers.Dense(4)),
    )


BUILDS = [in_two_sequentials, in_two_functional_models, inside_and_outside, in_models_inside_models]


@pytest.mark.parametrize("build", BUILDS)
def test_one_layer_is_one_whichever_models_it_stands_in(build) -> None:
    model = distance_of(build)
    check.shared(model, "Dense", calls=2, layers=2, units=(5, 4))
    check.same_graph(model, distance_of(one_after_the_other))
    check.parameters(model, 6 * 5 + 5 + 5 * 4 + 4 + 4 + 1)
    check.symmetric(model, EXAMPLE, "left", "right")


def test_a_layer_applied_to_every_step_is_the_layer_itself(cause_of) -> None:
    def steps(dense):
        left, right = keras.Input((5, 6), name="left"), keras.Input((5, 6), name="right")
        a, b = (layers.TimeDistributed(one)(side) for one, side in zip(dense, (left, right), strict=True))
        return keras.Model([left, right], layers.Dense(1)(layers.Flatten()(ops.abs(a - b))))

    check.shared(steps([layers.Dense(4)] * 2), "TimeDistributed", calls=2)
    assert cause_of(check.shared, steps([layers.Dense(4), layers.Dense(4)]), "Dense") == "unshared-layer"


def test_layers_of_one_name_in_two_models_are_two(cause_of) -> None:
    def models(a, b, head, hidden, code):
        ends = (keras.Sequential([keras.Input((6,)), layers.Dense(5, name="code")]) for _ in range(2))
        first, second = ends
        answer = head(first(a), second(b))
        second.set_weights([weight + 1 for weight in first.get_weights()])  # no copies
        return answer

    assert cause_of(check.shared, distance_of(models), "Dense") == "unshared-layer"
    assert cause_of(check.same_graph, distance_of(models), distance_of(one_after_the_other)) is not None


def test_a_layer_that_stands_in_two_models_is_half_an_encoder(cause_of) -> None:
    def half(a, b, head, hidden, code):
        left, right = (keras.Sequential([keras.Input((6,)), hidden, layers.Dense(4)]) for _ in range(2))
        return head(left(a), right(b))

    def same_side(a, b, head, hidden, code):
        return in_two_sequentials(a, a, head, hidden, code)

    assert cause_of(check.shared, distance_of(half), "Dense", calls=2, layers=2) == "half-shared"
    assert cause_of(check.shared, distance_of(same_side), "Dense", calls=2, layers=2) == "same-side-twice"
