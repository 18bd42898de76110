"""What an attacker and a clumsy user try."""
