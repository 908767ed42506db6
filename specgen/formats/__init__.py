"""Read and write the file formats: YAML, Office packages, WordprocessingML."""
