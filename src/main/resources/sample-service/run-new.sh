#!/bin/sh
# The queue-based ETL service: workers on the database and the broker that .env names.
# Set by the packaged launcher for itself; a second one that inherits it takes its arguments for options of Java.
unset _JPACKAGE_LAUNCHER
cd "$(dirname "$0")" || exit 1
value() { sed -n "s/^$1=//p" .env | tail -n 1; }
CUTOVER_DB="postgresql://$(value POSTGRES_USER):$(value POSTGRES_PASSWORD)@$(value POSTGRES_HOST):$(value POSTGRES_PORT)/$(value POSTGRES_DATABASE)"
CUTOVER_BROKER=$(value RABBITMQ_URL)
export CUTOVER_DB CUTOVER_BROKER
exec @PROGRAM@ workers
