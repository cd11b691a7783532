"""The window. Uses `annotations` through its public names only."""

#: Read by the build as well: asking the installed package for it takes 20 ms of a start.
__version__ = "0.1.0"
