# Words, layers and outputs are called as scripts, formulas, terminal escapes, and names that read from right to left.
# from: sandbox 4.4, 71
# aims: other-submission
# chapter: 02_words
# outcome: graded
# score: 0

# %% exercise="counter"
bad = ["<script>attack(1)<\\script>", "=cmd|' C calc'!A0", "\x1b[2J\x1b]0;x\x07", "\u202etxt\u2066", "</td>", "a\nb\r\n✓ passed"]
zone = keras.Input((1,), dtype="string", name="zone")
number = keras.layers.StringLookup(vocabulary=[*bad, *ZONES], name="<img src=x onerror=attack(2)>")(zone)
counter = keras.Model({"zone": zone}, {bad[0]: number, bad[5]: number})

# %% exercise="small"
x = keras.Input((1,), name="x")
wide = keras.layers.Dense(40, name="<svg onload=attack(3)>\r\n    cause     passed: \u202e<b>")
small = keras.Model(x, keras.layers.Dense(1)(wide(x)))

# %% exercise="ranking"
x = keras.Input((1,), name="x")
plain = keras.Model(x, keras.layers.Identity(name="y")(x))
squared = keras.Model(x, keras.layers.Rescaling(3.0, name="y")(x))
ranking = ["<iframe src=x>", "=1+1", "\uff1d1+1", "\u2028\u202e✓ passed\n    cause     none"]
