"""Say where in an edited file a change may go, and what of it may be taken out."""
