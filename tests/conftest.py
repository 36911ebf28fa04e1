"""What every test shares."""

from hypothesis import settings

# A busy machine is no failure, and a failure must be the same one on the next run.
settings.register_profile("archive", deadline=None, derandomize=True, print_blob=True)
settings.load_profile("archive")
