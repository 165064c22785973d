# The cell never ends, and swallows every exception, KeyboardInterrupt as well.
# from: sandbox 4.1, 23
# aims: stop
# outcome: graded
# score: 4
# others: right
# told: took longer than

# %% exercise="weigh"
while True:
    try:
        while True:
            pass
    except BaseException:
        continue
