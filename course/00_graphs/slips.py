"""Wrong answers that the checks of this chapter's predictions know, with the cause of each."""

PARAMETERS = {
    "measurements": {12: "layer-without-weights"},
    "profile": {12 * 16: "forgotten-bias", 12 * 16 + 12: "bias-per-input"},
    "grape": {16 * 3: "forgotten-bias", 16 * 3 + 16: "bias-per-input"},
    "whole model": {12 * 16 + 16 * 3: "forgotten-bias"},
}
SHAPES = {
    "rows": {(None, 20): "dense-keeps-axes"},
    "letters": {(None, 10): "batch-not-added"},
    "five_codes": {(None, 20): "none-for-a-number"},
}
JOIN = {"parameters of grape": {8 * 3: "forgotten-bias", 8 * 3 + 8: "bias-per-input"}}
