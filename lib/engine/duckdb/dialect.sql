-- What makes DuckDB answer the shared SQL as Trino does. Each connection needs it for itself.
set integer_division = true;
set timezone = 'UTC';
