"""Planning: which story goes through which slots."""

from newsletter.plan.sequence import plan_issue

__all__ = ["plan_issue"]
