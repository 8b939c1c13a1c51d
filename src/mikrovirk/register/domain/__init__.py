"""What the register is made of: plain Python, no Django."""
