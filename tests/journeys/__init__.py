"""The flows of the wheel in a real browser, against the product started as a user starts it."""
