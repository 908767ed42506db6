"""Hold files made to do harm, a table for each kind; tests/hostile/test_hostile.py gives each to the real command."""
