# The kernel is asked to shut down and start again in the middle of the notebook.
# from: ours
# aims: stop
# outcome: graded, needs a human
# score: at most 9
# others: right

# %% before="weigh"
get_ipython().kernel.do_shutdown(True)
get_ipython().ask_exit()
