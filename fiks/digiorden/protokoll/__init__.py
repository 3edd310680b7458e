"""What a processing record holds and means: pure rules over typed content, without queries and pages."""
