"""The curators' tools on Discord: file a server's questions in the article's index, or drop them."""
