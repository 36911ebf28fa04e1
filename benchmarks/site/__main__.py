"""`python -m benchmarks.site`: see `run`."""

from benchmarks.site.run import main

if __name__ == "__main__":
    main()
