"""Where each lane stands, and which are folded or not shown: what somebody has made of the lanes of a file."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class LaneStates:
    """The states of lanes, by id; a lane that is not named is as the file has it.

    Attributes:
        order: from top to bottom; lanes that are not in it stand behind, in the file's order.
        collapsed: as low as can be.
        hidden: not drawn.
    """

    order: tuple[str, ...] = ()
    collapsed: frozenset[str] = frozenset()
    hidden: frozenset[str] = frozenset()

    def arranged(self, ids: Iterable[str]) -> tuple[str, ...]:
        """Lanes that are in the file's order, in the order that they stand in."""
        left = dict.fromkeys(ids)
        named = dict.fromkeys(lane_id for lane_id in self.order if lane_id in left)
        return tuple(named | left)

    def shown(self, ids: Iterable[str]) -> tuple[str, ...]:
        """Those that are not hidden, in the order that they stand in."""
        return tuple(lane_id for lane_id in self.arranged(ids) if lane_id not in self.hidden)

    def folded(self, lane_id: str) -> "LaneStates":
        """With a lane collapsed, or expanded if it was."""
        return replace(self, collapsed=self.collapsed ^ {lane_id})

    def toggled(self, lane_id: str) -> "LaneStates":
        """With a lane hidden, or shown if it was hidden."""
        return replace(self, hidden=self.hidden ^ {lane_id})

    def all_shown(self) -> "LaneStates":
        """With no lane hidden."""
        return replace(self, hidden=frozenset())

    def moved(self, lane_id: str, step: int, ids: Sequence[str], seen: Iterable[str]) -> "LaneStates":
        """With a lane one place further down (1) or up (-1), as one sees it; at the end it stays.

        Args:
            lane_id: which.
            step: 1 or -1.
            ids: all lanes, in the file's order.
            seen: those that hold something; of these the ones that are hidden are jumped over.
        """
        shown, order = self.shown(seen), [other for other in self.arranged(ids) if other != lane_id]
        place = shown.index(lane_id) + step if lane_id in shown else -1
        if not 0 <= place < len(shown):
            return self
        order.insert(order.index(shown[place]) + (step > 0), lane_id)
        return replace(self, order=tuple(order))


AS_IN_FILE = LaneStates()
"""All lanes shown, in the file's order."""
