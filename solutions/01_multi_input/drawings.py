"""The models of exercises 4 and 6, as drawings: what a box holds stands behind the =, where its arrows come from behind
the ←.

They are specifications, written down from the picture and the table of the chapter, and not code that builds a model.
"""

from __future__ import annotations

from autograder.checks import Drawing

PRICE_MODEL = Drawing("""
    metadata    = input 8
    facts_sums  = Dense 16                ← metadata
    facts       = relu                    ← facts_sums
    description = input 12
    words       = Embedding 2000 → 32     ← description
    said        = LSTM 16                 ← words
    picture     = input 32×32×3
    patch_sums  = Conv2D 16 · 3×3         ← picture
    patches     = relu                    ← patch_sums
    seen        = GlobalAveragePooling2D  ← patches
    everything  = Concatenate             ← facts, said, seen
    weighed_up  = Dense 32                ← everything
    weighed     = relu                    ← weighed_up
    price       = Dense 1                 ← weighed
    output                                ← price
""")

PICTURE_MODEL = Drawing("""
    image       = input 8×8×1
    flat        = Flatten                 ← image
    seen_sums   = Dense 32                ← flat
    seen        = relu                    ← seen_sums
    question    = input 6
    words       = Embedding 13 → 8        ← question
    understood  = GlobalAveragePooling1D  ← words
    together    = Concatenate             ← seen, understood
    thought     = Dense 64                ← together
    considered  = relu                    ← thought
    vote        = Dense 1                 ← considered
    answer      = sigmoid                 ← vote
    output                                ← answer
""")
