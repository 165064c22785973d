"""Wrong answers that the checks of this chapter's predictions know, with the cause of each."""

HEADS = {384: "forgotten-bias"}
HISTORY = {6: "total-forgotten"}
CURVES = {
    "A": {"still learning": "training-curve-alone"},
    "B": {"learns by heart": "no-gap-no-heart"},
    "C": {"learns by heart": "flat-on-both", "still learning": "flat-on-both"},
    "hand in": {"A": "training-curve-alone", "C": "flat-on-both"},
    "more epochs": {"A": "training-curve-alone", "C": "flat-on-both"},
    "more people": {"B": "no-gap-no-heart", "C": "flat-on-both"},
}
