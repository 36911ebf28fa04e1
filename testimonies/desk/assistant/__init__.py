"""The de-identification assistant: what the tool finds in a testimony, and what was settled. Decides nothing itself."""
