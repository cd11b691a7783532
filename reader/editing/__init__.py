"""What is being written, as values: no Qt, no library."""
