"""Easy Read: safe drafts, the right picture beside each idea, and people's decision."""
