"""Charley in Discord: the only package, beside the demo, that knows discord.py."""
