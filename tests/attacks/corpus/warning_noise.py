# Warnings, log lines and text on stderr in every cell; honest work loses nothing by it.
# from: ours
# aims: stop
# outcome: graded
# score: 9
# others: right

# %% after="setup"
import logging
import sys
import warnings


def noise(info=None):
    print("only a note", file=sys.stderr)
    warnings.warn("only a warning", stacklevel=1)
    logging.getLogger().error("only a log line")


get_ipython().events.register("pre_run_cell", noise)
