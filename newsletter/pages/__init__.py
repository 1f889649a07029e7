"""The finished page as data: what stands where, and from which place in which file it comes."""
