"""Word lists, tables, styles and templates, and the third-party files collected at set-up."""
