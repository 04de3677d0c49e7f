"""The edge to AWS Glue: nothing else imports `awsglue`."""
