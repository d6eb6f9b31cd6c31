# PostgreSQL 15 or newer: one throw-away cluster. FAST=0 keeps its writes safe, for crashes and benchmarks.

start_pg() {
  local bin port fast=""
  bin=$(printf '%s\n' /usr/lib/postgresql/*/bin | sort -V | tail -1)
  [ -x "$bin/initdb" ] || die "PostgreSQL is missing: apt-get install postgresql"
  free_port port
  mkdir "$W/pg" && own postgres "$W/pg"
  as postgres "$bin/initdb" -D "$W/pg/data" -U postgres -A trust -E UTF8 --locale=C.UTF-8 --no-sync >"$W/log/initdb" 2>&1 ||
    { cat "$W/log/initdb" >&2; die "initdb failed"; }
  [ "${FAST:-1}" = 0 ] || fast=$'fsync=off\nfull_page_writes=off\nsynchronous_commit=off'
  cat >>"$W/pg/data/postgresql.conf" <<CONF
listen_addresses='127.0.0.1'
port=$port
unix_socket_directories='$W/pg'
max_connections=300
shared_buffers=128MB
$fast
CONF
  if [ "$(id -u)" = 0 ]; then
    spawn pg setpriv --reuid=postgres --regid=postgres --init-groups "$bin/postgres" -D "$W/pg/data"
  else
    spawn pg "$bin/postgres" -D "$W/pg/data"
  fi
  wait_port "$port" pg
  for _ in $(seq 200); do "$bin/pg_isready" -q -h 127.0.0.1 -p "$port" && break; sleep 0.05; done
  "$bin/psql" -qX -h 127.0.0.1 -p "$port" -U postgres -c "create role kontor login superuser password 'kontor'" \
    -c "create database kontor owner kontor" || die "PostgreSQL does not answer"
  tell KONTOR_WORLD_PG "postgres://kontor:kontor@127.0.0.1:$port/"
  tell KONTOR_WORLD_PG_PORT "$port"
}

# INT is PostgreSQL's fast shutdown: it does not wait for clients.
stop_pg() { end pg INT; }
