"""List what people did to a draft."""
