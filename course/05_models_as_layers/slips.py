"""Wrong answers that the checks of this chapter's predictions know, with the cause of each."""

COUNTS = {
    "two cameras": {13_130: "counted-twice", 6_880: "forgotten-bias", 6_570: "codes-add-up"},
    "an eye for each": {6_890: "unshared-layer", 13_120: "forgotten-bias"},
}
ORDERS = {
    "after the first fit": {"stays": "frozen-too-late"},
    "compiled again": {"moves": "compile-looks-again"},
}
STATISTICS = {
    "eye(x)": {"stays": "statistics-move"},
    "eye(x, training=False)": {"stays": "training-flag-overridden"},
}
WRITTEN = {
    "registered name": {"Blend": "not-registered", "None": "not-registered", "Custom>Blend": "other-package"},
    "share": {"missing": "setting-not-saved"},
}
