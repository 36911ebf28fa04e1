"""The archive's rooms: two wings, three tools and the closed vocabulary. See ARCHITECTURE.md."""
