"""Check cells run here on evidence, in a process that never ran a student's code. Only this room needs Keras."""
