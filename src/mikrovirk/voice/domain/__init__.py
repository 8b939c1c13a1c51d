"""The rules of the members' voice: plain Python without Django, clock or dice."""
