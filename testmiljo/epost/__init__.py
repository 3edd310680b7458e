"""The e-mail server of the test world: receives everything, delivers nothing, and shows what came."""
