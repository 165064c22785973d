# Lists and mappings of the student's classes that never end, and generators.
# from: ours
# aims: stop
# outcome: graded
# score: 0

# %% exercise="foretell"
import itertools


class Endless(list):
    __len__ = lambda self: 3
    __iter__ = lambda self: itertools.count()


foretold = Endless([1, 2, 3])

# %% exercise="averages"
averages = itertools.count()

# %% exercise="weigh"
def weighted(values, weights):
    yield from itertools.count()
