"""Points for the learning platforms, in the files that their own imports take.

What they take was read in the sources of Canvas (``lib/gradebook_importer.rb``) and Moodle
(``grade/import/csv/classes/load_data.php``), and in Gradescope's autograder specification.

Names and numbers go into these files as they came: a platform finds people by them. They are for platforms to read; a
spreadsheet may take a name that begins with ``=`` for a formula. ``grades.csv`` is the table for spreadsheets.
"""
