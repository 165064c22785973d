"""What chapter 02_multi_output teaches as facts about Keras: an upgrade that changes one fails here first, by name."""

import sys
import warnings

import keras
import numpy as np
import pytest
from keras import layers

from tests.conftest import ROOT

FOUR = {
    "age": np.array([[24.0], [54.0], [60.0], [66.0]]),
    "income": np.eye(10)[[0, 3, 5, 9]],
    "gender": np.array([[1.0], [1.0], [1.0], [0.0]]),
}
SAID = {
    "age": np.zeros((4, 1)),
    "income": np.full((4, 10), 0.1),
    "gender": np.array([[0.8], [0.5], [0.6], [0.63]]),
}
LOSSES = {"age": "mse", "income": "categorical_crossentropy", "gender": "binary_crossentropy"}
WEIGHTS = {"age": 0.25, "income": 1.0, "gender": 10.0}
RIGHT, MISPAIRED = 723.86, 739.13


def heads_model(*, as_dict: bool) -> keras.Model:
    posts = keras.Input((4,), name="posts")
    trunk = layers.Dense(3, name="trunk")(posts)
    heads = {
        "age": layers.Dense(1, name="age")(trunk),
        "income": layers.Dense(10, activation="softmax", name="income")(trunk),
        "gender": layers.Dense(1, activation="sigmoid", name="gender")(trunk),
    }
    return keras.Model(posts, heads if as_dict else list(heads.values()))


def total(*, as_dict: bool, loss, loss_weights=None) -> float:
    model = heads_model(as_dict=as_dict)
    model.compile(loss=loss, loss_weights=loss_weights)
    given = (FOUR, SAID) if as_dict else (list(FOUR.values()), list(SAID.values()))
    return round(float(model.compute_loss(y=given[0], y_pred=given[1])), 2)


@pytest.mark.parametrize(
    "as_dict, loss, weights",
    [
        (False, list(LOSSES.values()), list(WEIGHTS.values())),
        (False, LOSSES, WEIGHTS),
        (False, LOSSES, list(WEIGHTS.values())),
        (True, LOSSES, WEIGHTS),
    ],
)
def test_equal_containers_pair_losses_and_weights_rightly(as_dict: bool, loss, weights) -> None:
    assert total(as_dict=as_dict, loss=loss, loss_weights=weights) == RIGHT


@pytest.mark.parametrize(
    "as_dict, loss, weights", [(False, list(LOSSES.values()), WEIGHTS), (True, LOSSES, list(WEIGHTS.values()))]
)
def test_a_list_beside_a_dict_pairs_weights_alphabetically_and_silently(as_dict: bool, loss, weights) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert total(as_dict=as_dict, loss=loss, loss_weights=weights) == MISPAIRED


def test_a_list_of_losses_beside_dict_outputs_is_paired_alphabetically_with_a_warning() -> None:
    with pytest.warns(SyntaxWarning):
        found = total(as_dict=True, loss=list(LOSSES.values()), loss_weights=list(WEIGHTS.values()))
    assert found not in (RIGHT, MISPAIRED)


@pytest.mark.parametrize(
    "as_dict, loss",
    [(True, {"age": "mse", "income": LOSSES["income"]}), (False, ["mse", LOSSES["income"]])],
)
def test_a_head_may_be_left_without_a_loss_silently(as_dict: bool, loss) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert total(as_dict=as_dict, loss=loss) == round(2862 + np.log(10), 2)


def test_one_loss_name_is_applied_to_every_head() -> None:
    parts = [np.mean((FOUR[name] - SAID[name]) ** 2) for name in FOUR]
    assert total(as_dict=False, loss="mse") == pytest.approx(sum(parts), abs=0.01)


def test_a_weight_of_zero_leaves_a_head_untouched() -> None:
    model = heads_model(as_dict=True)
    model.compile("adam", loss=LOSSES, loss_weights={"age": 0.0, "income": 1.0, "gender": 1.0})
    age, income = model.get_layer("age"), model.get_layer("income")
    before = age.get_weights()[0], income.get_weights()[0]
    model.train_on_batch(np.ones((4, 4)), FOUR)
    assert np.array_equal(before[0], age.get_weights()[0])
    assert not np.array_equal(before[1], income.get_weights()[0])


def trained_once(*, as_dict: bool) -> dict[str, list[float]]:
    model = heads_model(as_dict=as_dict)
    metrics = {"age": "mae", "income": "accuracy", "gender": "accuracy"}
    model.compile(loss=LOSSES, loss_weights=WEIGHTS, metrics=metrics, run_eagerly=True)
    return model.fit(np.ones((4, 4)), FOUR, batch_size=4, epochs=1, verbose=0).history


@pytest.mark.parametrize("as_dict", [True, False])
def test_history_has_a_list_for_the_total_each_loss_and_each_metric_in_alphabetical_order(as_dict: bool) -> None:
    names = ["age_loss", "age_mae", "gender_accuracy", "gender_loss", "income_accuracy", "income_loss", "loss"]
    assert list(trained_once(as_dict=as_dict)) == names


def test_head_losses_in_the_history_are_without_their_weights() -> None:
    history = {name: values[0] for name, values in trained_once(as_dict=True).items()}
    weighted = sum(WEIGHTS[name] * history[f"{name}_loss"] for name in WEIGHTS)
    assert history["loss"] == pytest.approx(weighted, rel=1e-5)


def test_softmax_on_one_unit_lowers_its_loss_while_it_always_says_one() -> None:
    rows = np.random.default_rng(0).normal(size=(64, 4)).astype("float32")
    answers = (rows[:, :1] > 0).astype("float32")
    posts = keras.Input((4,), name="posts")
    model = keras.Model(posts, layers.Dense(1, activation="softmax")(posts))
    with pytest.warns(UserWarning, match="softmax"):
        model.compile(keras.optimizers.Adam(0.1), loss="binary_crossentropy", metrics=["accuracy"])
        history = model.fit(rows, answers, epochs=10, verbose=0).history
        said = np.asarray(model(rows))
    assert history["loss"][-1] < 0.7 * history["loss"][0]
    assert np.allclose(said, 1.0) and history["accuracy"][-1] == pytest.approx(answers.mean())


def test_a_dict_of_outputs_names_them_by_key() -> None:
    assert set(heads_model(as_dict=True)(np.ones((2, 4)))) == set(LOSSES)


@pytest.mark.parametrize(
    "arguments, expected", [((50_000, 256), 14_146_316), ((256, 50_000), 45_982_476)], ids=["put right", "as printed"]
)
def test_parameters_of_the_social_posts_listing(arguments: tuple[int, int], expected: int) -> None:
    posts = keras.Input((None,), dtype="int32", name="posts")
    x = layers.Embedding(*arguments)(posts)
    for filters, times, pool in ((128, 1, True), (256, 2, True), (256, 2, False)):
        for _ in range(times):
            x = layers.Conv1D(filters, 5, activation="relu")(x)
        x = layers.MaxPooling1D(5)(x) if pool else layers.GlobalMaxPooling1D()(x)
    x = layers.Dense(128, activation="relu")(x)
    heads = [layers.Dense(1)(x), layers.Dense(10, activation="softmax")(x), layers.Dense(1, activation="sigmoid")(x)]
    assert keras.Model(posts, heads).count_params() == expected


@pytest.mark.parametrize("words, fits", [(269, True), (268, False)])
def test_the_shortest_post_that_the_listing_reads(words: int, fits: bool) -> None:
    posts = keras.Input((None, 2))
    x = layers.MaxPooling1D(5)(layers.Conv1D(1, 5)(posts))
    x = layers.MaxPooling1D(5)(layers.Conv1D(1, 5)(layers.Conv1D(1, 5)(x)))
    model = keras.Model(posts, layers.Conv1D(1, 5)(layers.Conv1D(1, 5)(x)))
    try:
        left = model(np.zeros((1, words, 2), dtype="float32")).shape[1]
    except Exception:
        left = 0
    assert (left > 0) is fits


def test_the_rule_behind_the_people_gives_what_it_promises(monkeypatch: pytest.MonkeyPatch) -> None:
    """The best guesses of people.py reach what the chapter says: nobody who reads can do better on average."""
    monkeypatch.syspath_prepend(str(ROOT / "solutions" / "02_multi_output"))
    import people

    try:
        strangers = people.make_people(2000, seed=5)
        again = people.make_people(2000, seed=5)
        assert np.array_equal(strangers.posts, again.posts)
        assert strangers.posts.min() >= 1 and strangers.posts.max() < len(people.VOCABULARY) == 201
        assert len(set(people.VOCABULARY)) == 201
        best = people.best_guesses(strangers.posts)
        assert 2 < np.mean(np.abs(best["age"] - strangers.age[:, 0])) < 3
        assert 0.92 < np.mean(best["income"] == strangers.income) < 0.97
        assert 0.91 < np.mean(best["gender"] == strangers.gender[:, 0]) < 0.96
    finally:
        sys.modules.pop("people", None)


def test_losses_of_two_heads_with_one_unit_each_change_places_in_silence(recwarn: pytest.WarningsRecorder) -> None:
    number = keras.Input((1,))
    heads = {name: layers.Dense(1, name=name)(number) for name in ("hours", "euros")}
    off = {"hours": np.array([[3.0]]), "euros": np.array([[2.0]])}
    totals = []
    for loss in ({"hours": "mse", "euros": "mae"}, ["mse", "mae"]):
        model = keras.Model(number, heads)
        model.compile(loss=loss)
        totals.append(float(model.compute_loss(y=off, y_pred={name: np.zeros((1, 1)) for name in off})))
    assert totals == [11.0, 7.0] and not recwarn.list


def test_weight_decay_moves_a_head_whose_loss_counts_nothing() -> None:
    model = heads_model(as_dict=True)
    moves = []
    for optimizer in (keras.optimizers.Adam(0.001), keras.optimizers.AdamW(0.001, weight_decay=0.1)):
        model.compile(optimizer, LOSSES, loss_weights={**WEIGHTS, "age": 0.0}, run_eagerly=True)
        kernel = np.asarray(model.get_layer("age").kernel)
        model.train_on_batch(np.ones((4, 4), "float32"), FOUR)
        moves.append(float(np.abs(np.asarray(model.get_layer("age").kernel) - kernel).max()))
    assert moves[0] == 0.0 and moves[1] > 0.0


@pytest.mark.filterwarnings("ignore:You are using a softmax over axis")
def test_a_models_own_tensor_keeps_the_number_before_softmax_and_plain_numbers_do_not() -> None:
    number = keras.Input((1,))
    sure = keras.Model(number, layers.Dense(1, activation="softmax", kernel_initializer="ones")(number))
    said, no = sure(np.full((1, 1), -5.0, "float32")), np.zeros((1, 1), "float32")
    assert float(keras.losses.binary_crossentropy(no, said)[0]) < 0.1
    assert float(keras.losses.binary_crossentropy(no, np.asarray(said))[0]) > 5.0


def test_early_stopping_puts_the_best_weights_back() -> None:
    posts = keras.Input((1,))
    model = keras.Model(posts, layers.Dense(1, kernel_initializer="zeros")(posts))
    model.compile(keras.optimizers.SGD(0.1), "mse")
    x, y, y_of_validation = np.ones((4, 1)), np.full((4, 1), 9.0), np.full((4, 1), 4.0)
    stop = keras.callbacks.EarlyStopping("val_loss", patience=3, restore_best_weights=True)
    kept = model.fit(x, y, validation_data=(x, y_of_validation), epochs=40, callbacks=[stop], verbose=0).history
    best = int(np.argmin(kept["val_loss"]))
    assert len(kept["val_loss"]) == best + 1 + 3 < 40
    assert model.evaluate(x, y_of_validation, verbose=0) == pytest.approx(min(kept["val_loss"]), rel=1e-3)
