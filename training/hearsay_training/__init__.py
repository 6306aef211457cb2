"""From an annotated corpus to the weights of hearsay's tagger."""
