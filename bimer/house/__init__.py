"""The house: starts the database, the web server and the worker, and keeps them alive. Knows no model."""
