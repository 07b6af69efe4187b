"""The database: declarative base, column types, connections and transactions, migrations."""
