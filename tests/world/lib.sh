# What every neighbour of the test world needs: a folder, free ports, processes that end by their recorded id.
# Sourced, never run. $W is the folder of this world.

say() { printf 'world: %s\n' "$*" >&2; }
die() { say "$*"; exit 1; }

port_open() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

# scratch: prints the folder for throw-away folders. In memory where there is room, since a test's databases are hundreds of small
# files that no test reads again; on the disk where their writes must be safe, where memory is short or may hold no programs.
scratch() {
  local memory=/dev/shm free
  free=$(df --output=avail -k "$memory" 2>/dev/null | tail -1)
  if [ "${FAST:-1}" != 0 ] && [ -w "$memory" ] && [ "${free:-0}" -ge 4000000 ] &&
    [[ $(findmnt -no FSTYPE,OPTIONS "$memory" 2>/dev/null) == tmpfs* ]] && ! findmnt -no OPTIONS "$memory" | grep -qw noexec; then
    echo "$memory"
  else
    echo "${TMPDIR:-/tmp}"
  fi
}

# wait_port PORT NAME [SECONDS]
wait_port() {
  local tries=$((${3:-30} * 50))
  until port_open "$1"; do
    tries=$((tries - 1))
    [ "$tries" -gt 0 ] || { tail -20 "$W/log/$2" >&2; die "$2 did not open port $1"; }
    sleep 0.02
  done
}

# free_port NAME: sets the variable NAME to a port that nobody holds, and writes it down.
# Ports lie below the range of outgoing connections; a link to the world reserves one against other worlds.
free_port() {
  local dir=${TMPDIR:-/tmp}/kontor-world-ports candidate owner
  [ -d "$dir" ] || mkdir -m 1777 "$dir" 2>/dev/null || true
  while :; do
    candidate=$((20000 + (RANDOM * 32768 + RANDOM) % 12000))
    owner=$(readlink "$dir/$candidate" || true)
    [ -z "$owner" ] || [ -e "$owner" ] || rm -f "$dir/$candidate"
    if port_open "$candidate" || ! ln -s "$W" "$dir/$candidate" 2>/dev/null; then continue; fi
    echo "$dir/$candidate" >>"$W/ports"
    printf -v "$1" '%s' "$candidate"
    return
  done
}

started_at() { sed 's/.*) //' "/proc/$1/stat" 2>/dev/null | cut -d' ' -f20; }

# record NAME PID: remembers a process by its id and the moment it began, so that a reused id is never hit.
record() { echo "$2 $(started_at "$2")" >"$W/pids/$1"; }

# spawn NAME COMMAND…: runs it in the background with its log beside it.
spawn() {
  local name=$1
  shift
  setsid "$@" >"$W/log/$name" 2>&1 </dev/null 9>&- &
  record "$name" $!
  disown # its end is no news for this shell
}

# A process that ended but was not yet fetched by its parent counts as gone.
alive() { [[ $(sed 's/.*) //' "/proc/$1/stat" 2>/dev/null) == [!Z]* ]]; }

family() {
  local child
  echo "$1"
  for child in $(ps -o pid= --ppid "$1" 2>/dev/null); do family "$child"; done
}

# end NAME [SIGNAL]: asks the recorded process to end, waits, then kills its own family.
end() {
  local pid since family p
  [ -s "$W/pids/$1" ] || return 0
  read -r pid since <"$W/pids/$1"
  rm -f "$W/pids/$1"
  [ -n "$since" ] && [ "$(started_at "$pid")" = "$since" ] || return 0
  family=$(family "$pid")
  kill -"${2:-TERM}" "$pid" 2>/dev/null
  for _ in $(seq 100); do alive "$pid" || break; sleep 0.05; done
  for p in $family; do kill -KILL "$p" 2>/dev/null; done
  return 0
}

# tell KEY VALUE: one line of world.env.
tell() { printf '%s=%s\n' "$1" "$2" >>"$W/world.env"; }

# as USER COMMAND…: root steps down to the user a server wants; everybody else stays who they are.
as() {
  local user=$1
  shift
  if [ "$(id -u)" = 0 ]; then
    setpriv --reuid="$user" --regid="$user" --init-groups env -C "$W" LC_ALL=C.UTF-8 "$@"
  else
    env -C "$W" LC_ALL=C.UTF-8 "$@"
  fi
}

own() { [ "$(id -u)" != 0 ] || chown "$1" "$2"; }
