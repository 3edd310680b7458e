"""ID-porten and Maskinporten, played by one app with two issuers."""
