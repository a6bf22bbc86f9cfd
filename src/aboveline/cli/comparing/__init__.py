"""What `aboveline compare` puts side by side: groups of one inspection, or two visits."""
