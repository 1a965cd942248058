"""How is dragoman run without its command on the path? ``python -m dragoman``."""

from .cli import main

if __name__ == "__main__":
    main()
