"""The models of exercises 3 and 6, as drawings: what a box holds stands behind the =, where its arrows come from behind
the ←.

They are specifications, written down from the tables of the chapter, and not code that builds a model.
"""

from __future__ import annotations

from autograder.checks import Drawing

MENDED_MODEL = Drawing("""
    measurements = input 12
    profile_sums = Dense 16  ← measurements
    profile      = relu      ← profile_sums
    sketch_sums  = Dense 4   ← profile
    sketch       = relu      ← sketch_sums
    votes        = Dense 3   ← sketch
    grape        = softmax   ← votes
    output                   ← grape
""")

GRAPE_OF_WINE = Drawing("""
    measurements = input 12
    profile_sums = Dense 16  ← measurements
    profile      = relu      ← profile_sums
    votes        = Dense 3   ← profile
    grape        = softmax   ← votes
    output                   ← grape
""")

STRENGTH_OF_WINE = Drawing("""
    measurements = input 12
    profile_sums = Dense 16  ← measurements
    profile      = relu      ← profile_sums
    strength     = Dense 1   ← profile
    output                   ← strength
""")
