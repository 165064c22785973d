"""Wrong answers that the checks of this chapter's predictions know, with the cause of each."""

PARAMETERS = {
    "one LSTM": {41_281: "counted-twice", 20_672: "forgotten-bias"},
    "two LSTMs": {20_673: "unshared-layer", 41_280: "forgotten-bias"},
}
ORDER = {"concatenate": {True: "order-sensitive-head"}, "subtract": {True: "signed-difference"}}
FOUR_PAIRS = {4: "additive-head"}
