"""What a group decided, written down: answers, signatures, and the form to fill in."""
