# Exceptions whose text never ends, is no text, or ends the process.
# from: ours
# aims: stop
# outcome: graded
# score: at most 1
# told: foretell

# %% exercise="foretell"
class Huge(Exception):
    __str__ = lambda self: "x" * 60_000_000


raise Huge

# %% exercise="weigh"
class NoText(Exception):
    __str__ = __repr__ = lambda self: 1 / 0


raise NoText

# %% exercise="averages"
raise ExceptionGroup("many", [ExceptionGroup("more", [ValueError(number)] * 100) for number in range(100)])
