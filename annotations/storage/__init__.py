"""The library file. SQL lives in this package and nowhere else."""
