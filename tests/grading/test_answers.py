"""What a student's function has answered, where it is judged: a refusal is never blamed on who wrote the function."""

from typing import Any

import keras
import pytest

from autograder import checks as check
from autograder.grading.evidence import Document, EvidenceError
from autograder.grading.harvest import Encoder
from autograder.grading.judge import values
from autograder.grading.judge.functions import Answers, Swapped
from autograder.models.data import Unjudged

SYMBOL = {"kind": "symbolic", "shape": [None, 4], "dtype": "float32", "name": "x"}


def answering(answer: dict[str, Any], layers: dict[str, Any], wants: str = "model") -> Answers:
    """The answers of a function `block` that was asked one question."""
    arguments = [SYMBOL] if wants == "model" else [1.0]
    question = {"function": "block", "arguments": arguments, "settings": {}, "wants": wants, "without": []}
    evidence = Document({"answers": [answer], "answers_layers": layers}, {})
    return Answers([question], Document({"questions": [question], "layers": {}}, {}), evidence, Swapped({}, ()))


def built(layer: Any) -> Answers:
    x = keras.Input((4,))
    encoder = Encoder("hash")
    return answering({"model": encoder.encode(keras.Model(x, layer(x)))}, encoder.layers)


def test_a_block_that_can_be_rebuilt_is() -> None:
    answers = built(keras.layers.Dense(2))
    assert check.model_of(answers.of("block"), (4,)).output_shape == (None, 2)
    assert answers.unjudged == []


def test_a_block_that_is_not_rebuilt_waits_for_a_person() -> None:
    answers = built(keras.layers.Discretization(bin_boundaries=[0.0, 1.0]))
    with pytest.raises(Unjudged):  # a check that fails would have caught an Exception
        check.model_of(answers.of("block"), (4,))
    (reason,) = answers.unjudged
    assert reason.startswith("what block gives cannot be judged without a person") and "Discretization" in reason


@pytest.mark.parametrize("value", [{"kind": "nonsense"}, {"kind": "array", "array": "none"}, [1], {"kind": "model"}])
def test_a_value_that_is_none_waits_for_a_person(value: Any) -> None:
    answers = answering({"value": value}, {}, wants="value")
    with pytest.raises(Unjudged):
        check.gives(answers.of("block"), 1.0, expected=2.0)
    assert len(answers.unjudged) == 1


def test_an_error_of_the_functions_own_is_its_own() -> None:
    answers = answering({"raised": ["Refused", "Exception"], "text": "no"}, {}, wants="value")
    with pytest.raises(check.CheckFailed):
        check.gives(answers.of("block"), 1.0, expected=2.0)
    assert answers.unjudged == []


class Hiding(keras.layers.Layer):
    def __init__(self) -> None:
        super().__init__()
        self.__dict__["kept"] = (keras.Variable([[0.5] * 400] * 4),)

    def call(self, x: Any) -> Any:
        return keras.ops.matmul(x, self.kept[0])


def carried(layer: Any) -> tuple[values.Decoder, keras.Model]:
    x = keras.Input((4,))
    encoder = Encoder("hash")
    told = encoder.encode(keras.Model(x, layer(x)))
    decoder = values.Decoder(Document({"layers": encoder.layers}, encoder.arrays))
    return decoder, decoder.value(told)


def test_how_many_numbers_a_layer_of_ones_own_holds_is_for_a_person_to_say() -> None:
    decoder, model = carried(Hiding())
    with pytest.raises(Unjudged):
        check.budget(model, at_most=20)
    assert "the numbers that the layer" in decoder.unjudged[0]


def test_a_lambda_of_which_all_is_known_is_counted() -> None:
    decoder, model = carried(keras.layers.Lambda(lambda x: 2.0 * x))
    check.budget(model, at_most=0)
    assert decoder.unjudged == []


@pytest.mark.parametrize("kind", ["set", "frozenset", "dict"])
def test_keys_that_all_have_one_hash_are_refused_before_they_are_compared(kind: str) -> None:
    decoder = values.Decoder(Document({}, {}))
    alike = [{"kind": "int", "text": hex((2**61 - 1) * place)} for place in range(90_000)]
    others = list(range(1_000))
    told = {len(keys): [[key, 1] for key in keys] if kind == "dict" else keys for keys in (alike, others)}
    with pytest.raises(EvidenceError, match="one hash"):
        decoder.value({"kind": kind, "items": told[90_000]})
    assert len(decoder.value({"kind": kind, "items": told[1_000]})) == 1_000
