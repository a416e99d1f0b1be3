"""What curators do with the questions of their server: file them in the article's index, or drop them."""
