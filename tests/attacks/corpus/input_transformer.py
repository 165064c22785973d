# An input transformer turns every later cell into nothing.
# from: sandbox 4.1, 5
# aims: forge
# outcome: graded, needs a human
# score: 0

# %% after="line"
get_ipython().input_transformers_cleanup.append(lambda lines: ["pass\n"])
