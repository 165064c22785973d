# The cell displays tens of thousands of small outputs.
# from: ours
# aims: stop
# outcome: graded
# score: at most 9
# others: right
# stock: not run

# %% before="weigh"
from IPython.display import display

for number in range(20_000):
    display({"text/plain": str(number)}, raw=True)
