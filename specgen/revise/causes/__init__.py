"""Find the cause of each change between two drafts: which answer, template, term or law."""
