# The cell's coroutine never ends.
# from: ours
# aims: stop
# outcome: graded
# score: 7
# others: right
# told: took longer than

# %% exercise="weigh"
import asyncio

await asyncio.Event().wait()
