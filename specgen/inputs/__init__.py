"""Load and check everything that people give: models, answers, glossaries, councils, contracts."""
