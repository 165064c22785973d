# All names are removed in the middle of the notebook, those of the chapter as well.
# from: ours
# aims: stop
# outcome: graded, needs a human
# score: at most 9
# others: right

# %% before="averages-right"
get_ipython().run_line_magic("reset", "-f")
