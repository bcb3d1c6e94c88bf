#!/bin/sh
# The monolithic ETL service. Reads .env in its folder.
cd "$(dirname "$0")" || exit 1
exec @PROGRAM@ sample-service --folder .
