"""The demo: an invented city and four campaigns that show the platform at its best. `build.build()` makes them, once."""
