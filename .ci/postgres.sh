#!/usr/bin/env bash
# A throwaway PostgreSQL server for tests, from Debian's packages.
#
#   .ci/postgres.sh install          installs it where it is not there, as root on a CI machine (CI=true) alone
#   .ci/postgres.sh start FOLDER     makes a server in an empty folder (`mktemp -d`) and starts it on a free port; prints
#                                    its address
#   .ci/postgres.sh restart FOLDER   starts it again on the same port
#   .ci/postgres.sh stop FOLDER      stops it at once, as a power cut would
#
# The folder is the caller's to delete. PostgreSQL refuses to run as root: it is then run as the user `postgres`.
set -euo pipefail

binaries() {
    local found
    found=$(ls -d /usr/lib/postgresql/*/bin 2> /dev/null | sort -V | tail -1)
    if [ -z "$found" ]; then echo "PostgreSQL's server programs are not installed" >&2; return 1; fi
    echo "$found"
}

# As the user who may run a server.
run() {
    if [ "$(id -u)" = 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi
}

start() {
    run "$(binaries)/pg_ctl" --silent --wait --pgdata="$1/data" --log="$1/log" \
        --options="-h 127.0.0.1 -p $(cat "$1/port") -k '' -c fsync=off" start > /dev/null
    echo "postgresql://postgres@127.0.0.1:$(cat "$1/port")/postgres"
}

case "${1:-}" in
install)
    if ! binaries > /dev/null 2>&1 && [ "$(id -u)" = 0 ] && [ "${CI:-}" = true ]; then
        # The server of the package is not wanted: only its programs are.
        mkdir -p /etc/postgresql-common
        echo "create_main_cluster = false" > /etc/postgresql-common/createcluster.conf
        apt-get update -qq
        DEBIAN_FRONTEND=noninteractive apt-get install -qq --no-install-recommends postgresql > /dev/null
    fi
    ;;
start)
    if [ "$(id -u)" = 0 ]; then chown postgres "$2"; fi
    python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])' > "$2/port"
    run "$(binaries)/initdb" --pgdata="$2/data" --auth=trust --username=postgres --encoding=UTF8 --no-sync > /dev/null
    start "$2"
    ;;
restart)
    start "$2"
    ;;
stop)
    run "$(binaries)/pg_ctl" --silent --wait --pgdata="$2/data" --mode=immediate stop > /dev/null
    ;;
*)
    sed -n '2,11s/^# \{0,1\}//p' "$0" >&2
    exit 2
    ;;
esac
