"""The note editor: fields, chips and the source picker beside the sentence."""
