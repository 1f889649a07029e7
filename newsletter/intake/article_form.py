"""What can be kept of a form that has faults: the rest is still read, so that all faults come in one run."""

from newsletter.intake.validate import fill

__all__ = ["fill"]
