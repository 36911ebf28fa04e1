"""Measuring the site itself: accounts put through the door, pages asked for as readers ask."""
