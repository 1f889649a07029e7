"""The nouns of the newsroom as frozen values; nothing here reads, draws or decides."""
