"""Read the number of people in a phrase, and take no other number for one."""

from __future__ import annotations
