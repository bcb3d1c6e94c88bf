#!/bin/sh
# The monolithic ETL service. Reads .env in its folder.
# Set by the packaged launcher for itself; a second one that inherits it takes its arguments for options of Java.
unset _JPACKAGE_LAUNCHER
cd "$(dirname "$0")" || exit 1
exec @PROGRAM@ sample-service --folder .
