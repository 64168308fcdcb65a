"""What pages of people and firms are given."""
