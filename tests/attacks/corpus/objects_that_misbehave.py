# Values whose every method fails, never returns, or ends the process when somebody looks at them.
# from: ours
# aims: stop
# outcome: graded
# score: 0

# %% exercise="foretell"
class Raises:
    def __getattribute__(self, name):
        raise SystemExit

    __repr__ = __str__ = __eq__ = __bool__ = __len__ = __hash__ = lambda *arguments: 1 / 0


foretold = Raises()

# %% exercise="averages"
class Interrupts:
    @property
    def shape(self):
        raise KeyboardInterrupt

    __class__ = dtype = __array__ = shape


averages = Interrupts()

# %% exercise="weigh"
def weighted(values, weights):
    raise KeyboardInterrupt
