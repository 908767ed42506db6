"""Read a form that came back, and understand its answers."""
