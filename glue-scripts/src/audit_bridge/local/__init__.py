"""The streaming job on plain Spark, over files: one machine, or any cluster."""
