"""Files in, findings out: what is wrong or doubtful in the words of answers, templates and Word documents.

One family of rules a file; `review` runs them all, `reports` writes them down, `fixes` and `comments` act on them.
"""
