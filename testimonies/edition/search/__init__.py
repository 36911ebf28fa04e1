"""Search over the edition: the only room that speaks Haystack and Whoosh."""
