"""The example region: built from what the two source texts tell, with invented people, and always alive today."""
