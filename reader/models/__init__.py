"""What lists show, as Qt models over frozen values. No model reads a library."""
