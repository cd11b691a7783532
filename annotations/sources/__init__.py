"""What is known of the works that reviewers cite: identifiers, citations, bibliographies."""
