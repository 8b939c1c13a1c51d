"""The rules of the evening: plain Python without Django, clock or dice."""
