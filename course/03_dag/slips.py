"""Wrong answers that the checks of this chapter's predictions know, with the cause of each."""

HEIGHTS = {
    "3×3": {27: "valid-loses-the-border", 24: "first-place-forgotten"},
    "3×3 same": {25: "same-keeps-the-border"},
    "5×5 stride 2": {
        14: "valid-loses-the-border",
        23: "stride-forgotten",
        11: "first-place-forgotten",
    },
    "5×5 stride 2 same": {12: "same-keeps-the-border", 27: "stride-forgotten", 13: "wrong-rounding"},
    "1×1 stride 2": {13: "first-place-forgotten", 27: "stride-forgotten"},
    "pooling 2×2": {26: "pooling-steps-by-its-size", 14: "wrong-rounding"},
    "pooling 2×2 same": {27: "pooling-steps-by-its-size", 13: "wrong-rounding"},
    "pooling 3×3": {25: "pooling-steps-by-its-size", 27: "pooling-steps-by-its-size", 8: "first-place-forgotten"},
}

MEETING = {
    "seen": {(None, 8, 8, 8): "channels-add-up", (None, 8, 8, 32): "pooling-keeps-channels"},
    "parameters": {7_200: "forgotten-bias", 320: "channels-not-counted", 9_248: "pooling-keeps-channels"},
}

PRINTED_HEIGHTS = {
    "a": {124: "first-place-forgotten", 250: "stride-forgotten"},
    "b": {125: "valid-loses-the-border", 248: "stride-forgotten", 123: "first-place-forgotten"},
    "c": {124: "second-layer-forgotten", 125: "valid-loses-the-border", 123: "wrong-rounding"},
    "d": {
        125: "valid-loses-the-border",
        246: "stride-forgotten",
        122: "first-place-forgotten",
    },
}

WORK = {
    "direct": {153_600: "weights-not-uses", 627_200: "channels-not-counted"},
    "narrowed": {
        15_872: "weights-not-uses",
        10_035_200: "second-layer-forgotten",
        2_408_448: "second-layer-forgotten",
    },
}

ADDITIONS = {
    "16 channels and 1 channel": {"error": "stretched-in-silence"},
    "16 channels and 32 channels": {"runs": "shapes-must-agree"},
    "8×8 and 4×4": {"runs": "shapes-must-agree"},
}

STUCK = {
    0.1: "error-rate-not-loss",
    0.9: "error-rate-not-loss",
    1.0: "log-of-other-base",
    3.32: "log-of-other-base",
    -2.3: "sign-forgotten",
}
