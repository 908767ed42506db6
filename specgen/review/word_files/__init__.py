"""Read and mark Word files for the review."""
