"""What a policy is: frozen dataclasses, ids, labels, numerals. No I/O; imports nothing of ours."""
