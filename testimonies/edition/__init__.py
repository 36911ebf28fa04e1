"""What the world may read, and nothing else."""
