"""The privacy notice of a record (GDPR art. 13 and 14): what it says, and what it lacks. Pure rules over the content."""
