"""From a text to the warning signs it speaks of; pure."""
