"""What is said back, on any channel."""
