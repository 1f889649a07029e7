"""Where the time of a build goes."""

import time
from dataclasses import dataclass, field


@dataclass(slots=True)
class Clock:
    """Seconds by stage: all time belongs to the stage that was entered last."""

    stage: str = "intake"
    since: float = field(default_factory=time.perf_counter)
    seconds: dict[str, float] = field(default_factory=dict)

    def enter(self, stage: str) -> str:
        """The stage that was left."""
        now = time.perf_counter()
        self.seconds[self.stage] = self.seconds.get(self.stage, 0.0) + now - self.since
        before, self.stage, self.since = self.stage, stage, now
        return before
