"""What the API answers, described for its document; nothing is checked by these when it answers."""
