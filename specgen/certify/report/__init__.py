"""Put a certificate into words, JSON and Word."""
