"""Vietnamese as a language: syllables, spelling, how words are written. Strings in, values out."""
