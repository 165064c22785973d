import json
from typing import Any

import keras
import pytest

from autograder.models.read import Reader
from autograder.models.rebuild import Rebuilder


class Trip:
    """Models that went through JSON and came back, with what read and rebuilt them."""

    def __init__(self, *models: Any, weights: str = "values", function: Any = None) -> None:
        self.reader = Reader()
        self.ids = [self.reader.model(model, weights) for model in models]
        self.text = json.dumps(self.reader.layers)
        self.rebuilder = Rebuilder(json.loads(self.text), self.reader.arrays, function)
        self.models = [self.rebuilder.model(found) for found in self.ids]


@pytest.fixture(autouse=True)
def fresh_names() -> None:
    keras.utils.clear_session()
