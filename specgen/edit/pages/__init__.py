"""Answer the requests of the browser: one module for each page."""
