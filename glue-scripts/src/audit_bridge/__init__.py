"""The `security-lake` pipeline's streaming job: activity log records become OCSF parquet."""
