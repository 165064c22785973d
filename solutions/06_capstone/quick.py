"""What makes the trainings of this chapter quick, and changes nothing in what is learned.

The page shows `compile` and `fit`; you need nothing of this for a model of your own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import keras


def ready(model: keras.Model, batches: int = 1, jit: bool | None = None) -> keras.Model:
    """Prepare a compiled model for many short trainings, and return it.

    The optimiser's numbers are made now, which spares TensorFlow reading the model twice. One call of TensorFlow does
    so many `batches`, which saves the time between them. `jit=False` leaves out the compiler XLA, where a model is
    trained before it would be compiled.
    """
    if getattr(model, "optimizer", None) is None:
        return model  # not compiled: `fit` will say so
    model.optimizer.build(model.trainable_variables)
    model.steps_per_execution = batches
    if jit is not None:
        model.jit_compile = jit
    return model


def eagerly(model: keras.Model) -> keras.Model:
    """Return a compiled model that is trained without being made into a graph of TensorFlow: quicker for one batch."""
    model.run_eagerly = True
    return model


def fresh(model: keras.Model, build: Callable[[], keras.Model], seeds: Sequence[int]) -> Iterator[int]:
    """Make a compiled model new for each seed, and yield the seed: first weights as `build` gives, a new optimiser.

    A model is compiled once for all seeds; to compile takes longer than a short training.
    """
    ready(model, model.steps_per_execution)
    untouched: dict = {}
    model.optimizer.save_own_variables(untouched)
    for seed in seeds:
        keras.utils.set_random_seed(seed)
        model.set_weights(build().get_weights())
        model.optimizer.load_own_variables(untouched)
        yield seed
