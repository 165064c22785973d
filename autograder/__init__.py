"""Write, build and grade a course of self-checking Keras notebooks. Importing this package loads nothing heavy."""

import sys

# jsonschema, which nbformat imports, compiles a grammar of web addresses at import where this module is installed: a
# third of what a command takes to start. No notebook's schema asks for one, and jsonschema does without.
sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]
