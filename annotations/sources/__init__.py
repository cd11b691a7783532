"""What is known of the works that reviewers cite: identifiers and short citations."""
