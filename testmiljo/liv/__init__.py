"""The life of a register: what happens to people, as an append-only file and a feed of events."""

from testmiljo.liv.journal import InUse, WrongLife
from testmiljo.liv.line import Akt, Bolig, Navn
from testmiljo.liv.orders import KINDS, Refused, order
from testmiljo.liv.register import Event, LivingRegister

__all__ = ["KINDS", "Akt", "Bolig", "Event", "InUse", "LivingRegister", "Navn", "Refused", "WrongLife", "order"]
