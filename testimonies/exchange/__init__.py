"""Tool: formats that testimonies arrive in and leave in, one file a format. Knows no Django."""
