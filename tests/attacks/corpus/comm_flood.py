# Thousands of comms are opened to a front end that is not there.
# from: ours
# aims: stop
# outcome: graded
# score: 9
# others: right

# %% before="weigh"
from ipykernel.comm import Comm

for number in range(3_000):
    Comm(target_name="jupyter.widget", data={"state": {"x" * 100: number}})
