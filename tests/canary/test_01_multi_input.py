"""Keras behaviours that chapter 01_multi_input teaches as facts. An upgrade of Keras that changes one fails here."""

from typing import Any

import keras
import numpy as np
import pytest
from keras import layers


def question_model(swapped: bool = False) -> keras.Model:
    """The listing of question answering, as it should be or with the arguments of Embedding exchanged."""

    def embedding(words: int, numbers: int) -> layers.Embedding:
        return layers.Embedding(numbers, words) if swapped else layers.Embedding(words, numbers)

    text, question = keras.Input((None,), name="text"), keras.Input((None,), name="question")
    read = [layers.LSTM(32)(embedding(10_000, 64)(text)), layers.LSTM(16)(embedding(10_000, 32)(question))]
    return keras.Model([text, question], layers.Dense(500, activation="softmax")(layers.Concatenate()(read)))


def ledger() -> keras.Model:
    """Price minus cost, with its inputs listed the other way round."""
    price, cost = keras.Input((1,), name="price"), keras.Input((1,), name="cost")
    return keras.Model([cost, price], price - cost)


PRICE, COST = np.array([[12.0], [7.0]]), np.array([[9.0], [5.0]])


def test_the_listing_has_1000052_parameters() -> None:
    assert question_model().count_params() == 1_000_052


def test_exchanged_arguments_of_embedding_are_accepted_and_cost_2909812_parameters() -> None:
    assert question_model(swapped=True).count_params() == 2_909_812


def test_the_embeddings_own_count_does_not_tell_the_order() -> None:
    sizes = [(10_000, 64), (64, 10_000)]
    counts = []
    for words, numbers in sizes:
        layer = layers.Embedding(words, numbers)
        layer.build()
        counts.append(layer.count_params())
    assert counts == [640_000, 640_000]


def test_a_list_follows_the_order_of_the_models_inputs() -> None:
    assert np.allclose(ledger().predict([COST, PRICE], verbose=0), PRICE - COST)


def test_a_list_in_the_wrong_order_goes_wrong_in_silence() -> None:
    assert np.allclose(ledger().predict([PRICE, COST], verbose=0), COST - PRICE)


def test_a_dict_is_fed_by_name() -> None:
    assert np.allclose(ledger().predict({"price": PRICE, "cost": COST}, verbose=0), PRICE - COST)


def test_a_misspelt_key_is_an_error() -> None:
    with pytest.raises(Exception, match="price"):
        ledger().predict({"prices": PRICE, "cost": COST}, verbose=0)


def reader(scale: bool, by_hand: bool = False) -> keras.Model:
    text = keras.Input((None,), dtype="int32", name="text")
    words = layers.Embedding(16, 8, mask_zero=True)(text)
    mask = {"mask": keras.ops.not_equal(text, 0)} if by_hand else {}
    return keras.Model(text, layers.GRU(8)(words * 4.0 if scale else words, **mask))


def change_by_padding(model: keras.Model) -> float:
    text = np.array([[3, 4, 5], [6, 7, 8]])
    return float(np.abs(np.asarray(model(text)) - np.asarray(model(np.pad(text, [(0, 0), (0, 3)])))).max())


def test_a_mask_makes_padding_count_for_nothing() -> None:
    assert change_by_padding(reader(scale=False)) < 1e-6


def test_an_operator_loses_the_mask_in_silence(recwarn: pytest.WarningsRecorder) -> None:
    assert change_by_padding(reader(scale=True)) > 1e-3
    assert not [warning for warning in recwarn if "mask" in str(warning.message)]


@pytest.mark.parametrize("between, kept", [(layers.Dropout(0.2), True), (keras.ops.absolute, False)])
def test_a_layer_hands_the_mask_on_and_a_function_does_not(between: Any, kept: bool) -> None:
    text = keras.Input((None,), dtype="int32", name="text")
    reader = keras.Model(text, layers.GRU(8)(between(layers.Embedding(16, 8, mask_zero=True)(text))))
    assert (change_by_padding(reader) < 1e-6) is kept


def test_a_mask_given_by_hand_mends_that() -> None:
    assert change_by_padding(reader(scale=True, by_hand=True)) < 1e-6


@pytest.mark.parametrize(
    "loss, answers",
    [
        ("categorical_crossentropy", np.array([0, 1])),
        ("sparse_categorical_crossentropy", np.eye(3)[[0, 1]]),
    ],
)
def test_a_crossentropy_refuses_answers_written_the_other_way(loss: str, answers: np.ndarray) -> None:
    value = keras.Input((4,), name="value")
    model = keras.Model(value, layers.Dense(3, activation="softmax")(value))
    model.compile(loss=loss)
    with pytest.raises(ValueError):
        model.compute_loss(y=answers, y_pred=model(np.ones((2, 4))))


@pytest.mark.filterwarnings("ignore:You are using a softmax")
def test_softmax_on_one_unit_is_always_one() -> None:
    value = keras.Input((4,), name="value")
    model = keras.Model(value, layers.Dense(1, activation="softmax")(value))
    assert np.all(np.asarray(model(np.random.default_rng(0).normal(size=(5, 4)))) == 1.0)


def test_a_model_may_carry_an_input_that_it_does_not_use() -> None:
    used, carried = keras.Input((2,), name="used"), keras.Input((2,), name="carried")
    model = keras.Model([used, carried], layers.Dense(1)(used))
    assert [tensor.name for tensor in model.inputs] == ["used", "carried"]


@pytest.mark.parametrize("as_dict, profit", [(False, 2.0), (True, -4.0)])
def test_a_key_too_many_moves_arrays_where_the_inputs_are_a_dict(as_dict: bool, profit: float) -> None:
    price, cost = keras.Input((1,), name="price"), keras.Input((1,), name="cost")
    inputs = {"price": price, "cost": cost} if as_dict else [price, cost]
    sale = {"price": np.array([[5.0]]), "cost": np.array([[3.0]]), "article": np.array([[7.0]])}
    model = keras.Model(inputs, layers.Subtract()([price, cost]))
    if as_dict:
        with pytest.warns(UserWarning, match="structure of `inputs`"):
            assert model(sale)[0, 0] == profit
    else:
        assert model(sale)[0, 0] == profit


def test_the_focal_crossentropy_takes_class_numbers_in_rows_of_one() -> None:
    said = np.full((4, 6), 1 / 6)
    loss = keras.losses.categorical_focal_crossentropy(np.array([[0.0], [3.0], [5.0], [3.0]]), said)
    assert np.isfinite(np.asarray(loss)).all()


def test_an_unknown_name_gets_the_column_of_all_unknown_names() -> None:
    kinds = layers.StringLookup(vocabulary=["book", "lamp"], output_mode="one_hot")
    given = np.asarray(kinds(np.array(["sofa", "lmap", "lamp"]).astype(object)))
    assert given.tolist() == [[1, 0, 0], [1, 0, 0], [0, 0, 1]]


def test_predict_refuses_an_array_of_strings() -> None:
    kind = keras.Input((1,), dtype="string")
    model = keras.Model(kind, layers.StringLookup(vocabulary=["lamp"], output_mode="one_hot")(kind))
    with pytest.raises(ValueError, match="Invalid dtype"):
        model.predict(np.array([["lamp"]]), verbose=0)
