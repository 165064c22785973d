"""Mutants: which changes are made to a solution."""

import pytest

from autograder.authoring.mutants import mutants

SOLUTION = """\
model = None
### BEGIN SOLUTION
encoder = layers.LSTM(16)
left_code, right_code = encoder(left), encoder(right)
merged = layers.Concatenate()([left_code, right_code])
distance = ops.abs(left_code - right_code)
model = keras.Model([left, right], layers.Dense(1, activation="sigmoid")(merged))
model.compile(loss={"same": "mse"}, loss_weights={"same": 0.25})
model.fit(x, y, epochs=3)
### END SOLUTION
"""


@pytest.mark.parametrize(
    "name, line",
    [
        ("line 3: LSTM argument 1 16 → 17", "encoder = layers.LSTM(17)"),
        ("line 5: layers.Concatenate() without left_code", "merged = layers.Concatenate()([right_code])"),
        ("line 6: left_code instead of left_code - right_code", "distance = ops.abs(left_code)"),
        ("line 7: Model with left and right swapped", "keras.Model([right, left]"),
        ("line 7: activation 'sigmoid' → 'softmax'", "activation='softmax'"),
        ("line 8: loss['same'] 'mse' → 'mae'", "loss={'same': 'mae'}"),
        ("line 8: loss_weights dropped", "model.compile(loss={'same': 'mse'})"),
        ("line 8: loss_weights['same'] 0.25 → 1.5", "loss_weights={'same': 1.5}"),
    ],
)
def test_each_change_is_made(name: str, line: str) -> None:
    made = {mutant.name: mutant.source for mutant in mutants(SOLUTION)}
    assert name in made, "\n".join(made)
    assert line in made[name]


def test_a_layer_called_twice_is_unshared() -> None:
    unshared = [mutant.source for mutant in mutants(SOLUTION) if "unshared" in mutant.name]
    assert len(unshared) == 2
    assert all("type(encoder).from_config(encoder.get_config())(" in source for source in unshared)


def test_what_is_not_the_design_stays() -> None:
    assert not any("epochs" in mutant.name or "line 9" in mutant.name for mutant in mutants(SOLUTION))


def test_mutants_differ_from_the_solution_and_from_each_other() -> None:
    sources = [mutant.source for mutant in mutants(SOLUTION)]
    assert len(sources) == len(set(sources))
