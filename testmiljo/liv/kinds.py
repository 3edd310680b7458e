"""The kinds of acts there are: a table of what is done for each, under the names of the functions that do it."""

from collections.abc import Callable
from typing import TypeVar

Act = TypeVar("Act", bound=Callable[..., object])


class Kinds(dict[str, Act]):
    """A table that functions put themselves into."""

    def kind(self, act: Act) -> Act:
        """Let a function be what is done for the kind of its name."""
        self[act.__name__] = act
        return act
