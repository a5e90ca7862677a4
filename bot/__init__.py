"""Charley: a Discord bot for people with muscle cramps, twitches, jerks and spasms."""

__version__ = "0.1.0"
