"""The rules of seasons, meetings and who is on stage: plain Python, no database, no clock, no dice."""
