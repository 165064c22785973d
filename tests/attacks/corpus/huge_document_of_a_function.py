# The function's name, its text and its error's text have megabytes, and characters that are none.
# from: ours
# aims: stop
# outcome: graded, needs a human
# score: 0

# %% exercise="weigh"
def weighted(values, weights):
    raise type("E" * 1_000_000, (Exception,), {})("\ud83d\x00" * 5_000_000)


weighted.__name__ = weighted.__qualname__ = "w" * 1_000_000
weighted.__doc__ = "\ud83d" * 1_000_000
