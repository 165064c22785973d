# The cell changes the environment, the locale, the time zone, numpy's and Keras' settings for whatever runs next.
# from: ours
# aims: forge, stop
# outcome: graded, needs a human
# score: 0

# %% after="setup"
import os
import time

os.environ.update(PYTHONPATH="/tmp", PYTHONSTARTUP="/tmp/x", KERAS_BACKEND="jax", TZ="nowhere", LD_PRELOAD="/tmp/x.so")
time.tzset()
np.seterr(all="raise")
np.set_printoptions(formatter={"float": lambda value: "3.0"})
keras.config.set_epsilon(1e6)
keras.config.set_dtype_policy("float16")
