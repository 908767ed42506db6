"""Make the rows of schedules that follow from the answers: calendar, traceability, the week."""
