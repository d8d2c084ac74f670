"""infra/bin/prove."""

from tests.property.sync_world.prove import main

if __name__ == "__main__":
    main()
