#!/bin/sh
# Starts and stops the ETL service, as a service manager would.
# status: 0 while it runs, 3 when it does not.
services=$(cd "$(dirname "$0")" && pwd) || exit 1
pid_file=$services/run/etl-service.pid
enabled=$services/run/etl-service.enabled

running() {
    [ -s "$pid_file" ] && pid=$(cat "$pid_file") && kill -0 "$pid" 2>/dev/null &&
        { ps -p "$pid" -o args= || tr '\0' ' ' <"/proc/$pid/cmdline"; } 2>/dev/null | grep -q 'sample-service\|workers'
}

case ${1:-} in
start)
    running && exit 0
    cd "$services/etl-service" || exit 1
    nohup ./run_etl >>"$services/run/etl-service.log" 2>&1 </dev/null &
    echo $! >"$pid_file"
    ;;
stop)
    running || exit 0
    kill "$(cat "$pid_file")"
    ;;
status)
    if running; then echo "active (process $pid)"; else echo inactive; exit 3; fi
    ;;
enable) : >"$enabled" ;;
disable) rm -f "$enabled" ;;
is-enabled) [ -e "$enabled" ] ;;
*)
    echo "usage: $0 start | stop | status | enable | disable | is-enabled" >&2
    exit 2
    ;;
esac
