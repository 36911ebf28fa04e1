"""The edition: what the world may read, and nothing else."""
