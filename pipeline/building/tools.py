"""What one process of a build needs."""

from pipeline.building.making import Maker
from pipeline.building.plan import Plan
from pipeline.reader import Reader


class Tools:
    """A reader that keeps journals, and a maker that keeps templates and schemas."""

    def __init__(self, plan: Plan) -> None:
        self.reader = Reader()
        self.maker = Maker(plan)
