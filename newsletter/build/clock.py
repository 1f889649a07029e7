"""Where the time of a build goes."""

import time


class Clock:
    """Seconds by stage: all time belongs to the stage that was entered last."""

    def __init__(self) -> None:
        self.stage = "intake"
        self.since = time.perf_counter()
        self.seconds: dict[str, float] = {}

    def enter(self, stage: str) -> str:
        """The stage that was left."""
        now = time.perf_counter()
        self.seconds[self.stage] = self.seconds.get(self.stage, 0.0) + now - self.since
        before, self.stage, self.since = self.stage, stage, now
        return before
