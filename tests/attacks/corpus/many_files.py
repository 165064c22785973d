# Files without end in the working folder.
# from: sandbox 4.3, 54
# aims: stop
# outcome: graded
# score: at most 9
# others: right
# needs: sandbox

# %% exercise="weigh"
import itertools

for number in itertools.count():
    open(f"attack-{number}", "w").close()
