"""Take what learning platforms hand out: whose notebook of which chapter is in it, and put it into the class."""

from typing import Literal, get_args

Platform = Literal["moodle", "canvas", "folder"]
PLATFORMS: tuple[Platform, ...] = get_args(Platform)
