"""What students get as one folder: chapters, pages, an environment, and a package with the checks alone."""
