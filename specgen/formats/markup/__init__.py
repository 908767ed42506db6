"""Read and write what reviewers leave in a Word file: tracked changes and comments."""
