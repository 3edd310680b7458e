"""Pure rules over assessments: what they hold, what is missing, levels of risk, and who may do what in which state."""
