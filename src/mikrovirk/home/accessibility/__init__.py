"""The accessibility statement: what whoever hosts says of their installation, and what is known of the product itself."""
