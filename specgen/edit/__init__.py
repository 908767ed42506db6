"""Serve a page in the browser, on this machine only, in which one file of answers is written and checked."""
