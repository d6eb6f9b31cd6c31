# MariaDB 10.6 or newer in utf8mb4. FAST=0 keeps its writes safe, for crashes and benchmarks.

start_mariadb() {
  local port user=mysql fast=()
  command -v mariadbd >/dev/null || die "MariaDB is missing: apt-get install mariadb-server"
  [ "$(id -u)" = 0 ] || user=$(id -un)
  free_port port
  mkdir "$W/mariadb" && own mysql "$W/mariadb"
  [ "${FAST:-1}" = 0 ] || fast=(--innodb-flush-log-at-trx-commit=0 --innodb-flush-method=nosync --skip-innodb-doublewrite --sync-frm=0)
  mariadb-install-db --no-defaults --user="$user" --datadir="$W/mariadb/data" --auth-root-authentication-method=normal \
    --skip-test-db "${fast[@]}" >"$W/log/mariadb-install" 2>&1 || { cat "$W/log/mariadb-install" >&2; die "mariadb-install-db failed"; }
  spawn mariadb mariadbd --no-defaults --user="$user" --datadir="$W/mariadb/data" --bind-address=127.0.0.1 --port="$port" \
    --socket="$W/mariadb/s" --pid-file="$W/mariadb/pid" --innodb-buffer-pool-size=128M --max-connections=300 \
    --character-set-server=utf8mb4 --collation-server=utf8mb4_unicode_ci --skip-log-bin "${fast[@]}"
  wait_port "$port" mariadb
  mariadb --no-defaults -S "$W/mariadb/s" -uroot -e "create database kontor character set utf8mb4;
    create user kontor@'%' identified by 'kontor'; grant all on *.* to kontor@'%' with grant option" || die "MariaDB does not answer"
  tell KONTOR_WORLD_MARIADB "mysql://kontor:kontor@127.0.0.1:$port/"
  tell KONTOR_WORLD_MARIADB_PORT "$port"
}

# Nothing in it is wanted again, so it may end hard: an orderly shutdown takes seconds.
stop_mariadb() { end mariadb KILL; }
