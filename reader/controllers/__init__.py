"""What the window's actions do: each module asks the session, and tells the views."""
