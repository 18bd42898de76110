"""The pages of this room: help, privacy, accessibility, own account, gallery."""
