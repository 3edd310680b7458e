"""What is wrong with something a person typed: a sentence in Bokmål that says what to do.

The package does without Django, so the sentence is only marked for translation here; whoever shows it translates it:
`error.text(gettext)`. What was typed is never in it, since it ends in logs and on screens.
"""

from collections.abc import Callable


def gettext_noop(sentence: str) -> str:
    """Mark a sentence for makemessages."""
    return sentence


class Feil(ValueError):
    """`sentence` is the text with named places, `values` what stands in them."""

    def __init__(self, sentence: str, **values: int | str) -> None:
        super().__init__(sentence % values)
        self.sentence = sentence
        self.values = values

    def text(self, translate: Callable[[str], str]) -> str:
        """The sentence in the reader's language."""
        return translate(self.sentence) % self.values
