"""What the window shows: views render state and emit requests; they never decide."""
