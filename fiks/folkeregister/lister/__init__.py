"""Resident lists below the rules of who may draw them: criteria, columns, the SQL they become, the file."""
