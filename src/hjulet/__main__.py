"""`python -m hjulet` is the same as `hjulet`."""

from hjulet.cli import entry

if __name__ == "__main__":
    entry()
