"""The place of all sources: the list, the details of one, its form, and merging."""
