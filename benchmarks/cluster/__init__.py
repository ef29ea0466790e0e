"""Loads by a cluster on this machine: begun and ended, compared with one machine, measured."""
