"""Items become bytes, and nothing is decided here: what stands where is known, only how it is written is left."""
