"""A Keras model is data: read it where it was built, rebuild it in another process, judge it there."""
