"""What stands in the way of reading a file."""


class LeseFeil(Exception):
    """The file cannot be used. The text is Bokmål, and says what to do."""
