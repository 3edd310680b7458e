"""The copy of the register: from documents as received to tables that are searched and listed, and back."""
