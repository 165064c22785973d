"""The course as a web site: its chapters as they were executed, and the pages beside them."""

from autograder.site.build import make

__all__ = ["make"]
