"""From files to blocks, canonical text and sentences. Pure; nothing here knows a database."""
