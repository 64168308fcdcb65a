"""What `dev.py` does. Standard library only, except `messages`, which runs inside the environment."""
