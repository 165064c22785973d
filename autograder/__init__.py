"""Write, build and grade a course of self-checking Keras notebooks. Importing this package loads nothing heavy."""
