"""Notes that are used again: the picker, what is suggested, and the same claim elsewhere."""
