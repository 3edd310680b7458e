from testmiljo.liv.tests.lives import register

__all__ = ["register"]
