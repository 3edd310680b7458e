"""Who may do what: resources, privileges, assignments, open services, and the guard on every door."""
