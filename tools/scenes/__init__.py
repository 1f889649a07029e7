"""The painted scenes of the sample issue: drawn by program, the same every time.

``python -m tools.scenes OUT_DIR [NAME…]`` makes the pictures; numpy, scipy,
Pillow and skia-python are needed (``tools/scenes/requirements.txt``).
"""
