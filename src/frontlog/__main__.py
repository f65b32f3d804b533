"""`python -m frontlog`."""

from frontlog.cli import main

main()
