"""A chapter as data: its cells, its source, the names they make, and the notebook that students get."""
