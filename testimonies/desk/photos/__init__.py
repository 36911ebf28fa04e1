"""What the desk keeps of photographs besides their rows: the encrypted files, and the work done beside the web."""
