"""The drawings of this chapter, as text. What a box holds stands behind the =, where its arrows come from behind the ←.

They are specifications, written down from the tables and pictures of the chapter, and not code that builds a model.
"""

from __future__ import annotations

from autograder.checks import Drawing


def _branches(lines: list[str], ends: list[str]) -> Drawing:
    return Drawing("\n".join([*lines, f"joined = Concatenate ← {', '.join(ends)}", "output ← joined"]))


def _convolution(name: str, filters: int, size: str, source: str, more: str = "") -> list[str]:
    """Return the lines of a convolution with a relu behind it; the relu has the name."""
    return [f"{name}_sums = Conv2D {filters} · {size}{more} ← {source}", f"{name} = relu ← {name}_sums"]


FOUR_BRANCHES = _branches(
    [
        "picture = input 250×250×1",
        *_convolution("a", 128, "1×1", "picture", " · stride 2"),
        *_convolution("b1", 128, "1×1", "picture"),
        *_convolution("b", 128, "3×3", "b1", " · stride 2 · same"),
        "c1 = AveragePooling2D 3×3 · stride 2 · same ← picture",
        *_convolution("c", 128, "3×3", "c1", " · same"),
        *_convolution("d1", 128, "1×1", "picture"),
        *_convolution("d2", 128, "3×3", "d1", " · same"),
        *_convolution("d", 128, "3×3", "d2", " · stride 2 · same"),
    ],
    ["a", "b", "c", "d"],
)

INCEPTION_3A = _branches(
    [
        "features = input 28×28×192",
        *_convolution("a", 64, "1×1", "features", " · no bias"),
        *_convolution("b1", 96, "1×1", "features", " · no bias"),
        *_convolution("b", 128, "3×3", "b1", " · same · no bias"),
        *_convolution("c1", 16, "1×1", "features", " · no bias"),
        *_convolution("c", 32, "5×5", "c1", " · same · no bias"),
        "d1 = MaxPooling2D 3×3 · stride 1 · same ← features",
        *_convolution("d", 32, "1×1", "d1", " · no bias"),
    ],
    ["a", "b", "c", "d"],
)


def residual_block(shape: tuple[int, int, int], filters: int, stride: int = 1) -> Drawing:
    """Return the drawing of exercise 4's block for an input of this shape."""
    step = f" · stride {stride}" if stride > 1 else ""
    projected = stride > 1 or filters != shape[-1]
    lines = [
        f"x = input {'×'.join(map(str, shape))}",
        *_convolution("first", filters, "3×3", "x", f"{step} · same"),
        f"change = Conv2D {filters} · 3×3 · same ← first",
        *([f"shortcut = Conv2D {filters} · 1×1{step} ← x"] if projected else []),
        f"sum = Add ← {'shortcut' if projected else 'x'}, change",
        "end = relu ← sum",
        "output ← end",
    ]
    return Drawing("\n".join(lines))


def deep_stack(blocks: int) -> Drawing:
    """Return the drawing of exercise 6's network: narrow blocks of three layers, each with a shortcut around it."""
    lines = ["pixels = input 64", "first = Dense 32 ← pixels", "x0 = relu ← first"]
    for n in range(blocks):
        lines += [
            f"in{n} = Dense 8 ← x{n}",
            f"in_relu{n} = relu ← in{n}",
            f"mid{n} = Dense 8 ← in_relu{n}",
            f"mid_relu{n} = relu ← mid{n}",
            f"out{n} = Dense 32 ← mid_relu{n}",
            f"sum{n} = Add ← x{n}, out{n}",
            f"x{n + 1} = relu ← sum{n}",
        ]
    lines += [f"last = Dense 10 ← x{blocks}", "digit = softmax ← last", "output ← digit"]
    return Drawing("\n".join(lines))


FORK_B = Drawing("""
    picture = input 8×8×4
    low     = Conv2D 4 · 3×3 · same ← picture
    low_on  = relu                  ← low
    sum     = Add                   ← picture, low_on
    high    = Conv2D 4 · 3×3 · same ← sum
    high_on = relu                  ← high
    both    = Concatenate           ← low_on, high_on
    output                          ← both
""")
FORK_A = Drawing("""
    picture = input 8×8×4
    low     = Conv2D 4 · 3×3 · same ← picture
    low_on  = relu                  ← low
    sum     = Add                   ← picture, low_on
    high    = Conv2D 4 · 3×3 · same ← sum
    high_on = relu                  ← high
    both    = Concatenate           ← sum, high_on
    output                          ← both
""")
FORK_C = Drawing("""
    picture = input 8×8×4
    low     = Conv2D 4 · 3×3 · same ← picture
    low_on  = relu                  ← low
    high    = Conv2D 4 · 3×3 · same ← low_on
    high_on = relu                  ← high
    sum     = Add                   ← picture, high_on
    both    = Concatenate           ← low_on, sum
    output                          ← both
""")

U_SHAPE = Drawing("""
    picture   = input 8×8×1
    fine      = Conv2D 8 · 3×3 · same  ← picture
    fine_on   = relu                   ← fine
    half      = MaxPooling2D 2×2       ← fine_on
    coarse    = Conv2D 16 · 3×3 · same ← half
    coarse_on = relu                   ← coarse
    back      = UpSampling2D 2×2       ← coarse_on
    both      = Concatenate            ← back, fine_on
    mixed     = Conv2D 8 · 3×3 · same  ← both
    mixed_on  = relu                   ← mixed
    clean     = Conv2D 1 · 1×1         ← mixed_on
    ink       = sigmoid                ← clean
    output                             ← ink
""")
