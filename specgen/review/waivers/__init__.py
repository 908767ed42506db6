"""Read what people have decided to leave as it is, each with a role, a day and a reason."""
