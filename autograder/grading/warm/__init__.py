"""Kernels that are ready at once: a parent imports what chapters use, and forks one in a sandbox at each request."""
