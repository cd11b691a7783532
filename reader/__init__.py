"""The window. Uses `annotations` through its public names only."""
