"""Personal data: what they are needed for, how long they are kept, what erasing does, and the papers the law asks for."""
