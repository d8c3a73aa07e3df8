# Sourced by run: a scratch directory, processes that end with the script, a built server, figures.

. "$root/.mvn/select-jdk.sh"

bench=${EPISODAL_BENCH_DIR:-/tmp/episodal-bench}
mkdir -p "$bench"
scratch=$(mktemp -d "$bench/run.XXXXXX")
log=$scratch/log
library=$root/bootstrap/target/server/lib
ticks=$(getconf CLK_TCK)

# The JVM options of ./episodal, for the limits too: what is compared is programs, not options.
jvm_options=(-Xmx128m -XX:+UseSerialGC --enable-native-access=ALL-UNNAMED)

processes=()
data_directories=()

finish() {
  local status=$? process directory
  trap - EXIT INT TERM HUP
  for process in ${processes[@]+"${processes[@]}"}; do end "$process"; done
  for directory in ${data_directories[@]+"${data_directories[@]}"}; do end_postgres "$directory"; done
  if [ "$status" -ne 0 ]; then
    [ ! -s "$log" ] || { echo "The last of what the programs said:"; tail -n 20 "$log"; } >&2
  fi
  rm -rf "$scratch"
  exit "$status"
}
trap finish EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP

fail() { echo "$*" >&2; exit 1; }
say() { printf '%s\n' "$*"; }
need() { local tool; for tool; do command -v "$tool" >/dev/null || fail "This needs $tool, which is not installed."; done; }
now() { printf '%s' "${EPOCHREALTIME/[.,]/}"; }
calculate() { awk "BEGIN { printf \"$1\", $2 }"; }
at_least() { awk "BEGIN { exit !($1 >= $2) }"; }
by_size() { case $size in S) printf %s "$1" ;; M) printf %s "$2" ;; L) printf %s "$3" ;; esac; }

# Ends a process that this script started, if it still runs: politely, after 25 seconds by force.
end() {
  local process=$1 tenths
  [ "$(ps -o ppid= -p "$process" | tr -d ' ')" = $$ ] || return 0
  kill -TERM "$process" 2>/dev/null || return 0
  for ((tenths = 0; tenths < 250; tenths++)); do
    kill -0 "$process" 2>/dev/null || { wait "$process" 2>/dev/null || :; return 0; }
    sleep 0.1
  done
  kill -KILL "$process" 2>/dev/null || :
  wait "$process" 2>/dev/null || :
}

postmaster() { sed -n 1p "$1/postgres/database/postmaster.pid" 2>/dev/null || :; }

# Ends a PostgreSQL that its server left behind, if it is really the one of that directory.
end_postgres() {
  local process
  process=$(postmaster "$1")
  [ -n "$process" ] || return 0
  case $(readlink "/proc/$process/exe" 2>/dev/null) in
    "$1"/*) kill -INT "$process" 2>/dev/null || : ;;
  esac
}

build_server() {
  [ -f "$library/episodal-bootstrap.jar" ] || say "Building the server ..."
  # Its launcher builds what is missing or out of date.
  "$root/episodal" --version >>"$log" 2>&1 || fail "The server could not be built."
}

# Compiles the Java sources of this directory with what they use of the testkit. Sets classes.
testkit=$root/testkit/src/main
compile() {
  classes=$scratch/classes
  mkdir -p "$classes"
  "$JAVA_HOME/bin/javac" --release 21 -proc:none -nowarn -cp "$library/*" -d "$classes" \
    "$here"/src/io/episodal/bootstrap/*.java \
    "$testkit"/java/io/episodal/testkit/{LargeCatalogue,SequentialIds}.java >>"$log" 2>&1 \
    || fail "The benchmark does not compile against this server."
}

# A directory for demo data that fit the present schema and demo; they stay for the next run.
demo_directory() {
  local version
  version=$(cat "$root"/adapters-persistence/src/main/resources/io/episodal/db/migration/* \
    "$root"/bootstrap/src/main/java/io/episodal/bootstrap/Demo*.java | cksum | cut -d' ' -f1)
  mkdir -p "$bench/demo-$version"
  printf %s "$bench/demo-$version"
}

# Starts a demo server in a data directory and returns when it serves. Sets server, url, ready_ms.
serve() {
  local directory=$1 pipe begun line
  directory=$(cd -P "$directory" && pwd)
  data_directories+=("$directory")
  pipe=$scratch/pipe.$RANDOM
  mkfifo "$pipe"
  begun=$(now)
  "$root/episodal" serve --demo --port 0 --data-dir "$directory" >"$pipe" 2>&1 &
  server=$!
  processes+=("$server")
  url=
  accounts=$scratch/accounts
  : >"$accounts"
  exec {output}<"$pipe"
  while IFS= read -r -t 240 line <&"$output"; do
    printf '%s\n' "$line" >>"$log"
    case $line in
      'Episodal serves on '*) url=${line#Episodal serves on } ;;
      '  admin '* | '  viewer '*) printf '%s\n' "$line" >>"$accounts" ;;
      'Ctrl-C stops it.') break ;;
    esac
  done
  [ -n "$url" ] || fail "The server did not start."
  ready_ms=$((($(now) - begun) / 1000))
  cat <&"$output" >>"$log" &
  processes+=($!)
}

# Ends the server, and forgets it.
end_server() {
  end "$server"
  server=
}

get() { curl -sS -f --max-time 20 "$@"; }
post() { get -X POST -H 'Content-Type: application/json' "$@"; }
member() { grep -o "\"$1\":\"[^\"]*\"" | cut -d'"' -f4; }

# Prints the access token of a demo account, such as admin@demo.example.
sign_in() {
  local password
  password=$(awk -v who="$1" '$2 == who { print $3 }' "$accounts")
  post "$url/api/v1/auth/login" -d "{\"email\":\"$1\",\"password\":\"$password\"}" | member access_token
}

# All processes below one, itself included.
tree() {
  local child
  printf '%s\n' "$1"
  for child in $(ps -o pid= --ppid "$1"); do tree "$child"; done
}

# CPU time of process trees, in microseconds.
cpu() {
  local root_process process line total=0 fields
  for root_process; do
    for process in $(tree "$root_process"); do
      line=$(cat "/proc/$process/stat" 2>/dev/null) || continue
      read -ra fields <<<"${line##*) }"
      total=$((total + fields[11] + fields[12]))
    done
  done
  printf %s $((total * 1000000 / ticks))
}

# Loads an address for some seconds over $connections (32) connections by $script (one): name, seconds,
# address, path, then headers. Sets rps, p99_ms, requests, bad; and cpu_us, the CPU time of a request in the trees of $loaded.
load() {
  local label=$1 seconds=$2 address=$3 path=$4 before after
  shift 4
  before=$(cpu $loaded)
  read -r requests rps p99_ms bad < <(
    timeout $((seconds + 20)) wrk -t1 "-c${connections:-32}" "-d${seconds}s" -s "$here/wrk/${script:-one}.lua" "$@" "$address$path" \
      | sed -n 's/^FIGURES //p') || fail "wrk said nothing about $label."
  after=$(cpu $loaded)
  cpu_us=$(calculate %.0f "($after - $before) / ($requests > 0 ? $requests : 1)")
  say "$(printf '  %-8s %7d requests/s  p99 %7.2f ms  %5d us CPU a request  %d not answered' \
    "$label" "$rps" "$p99_ms" "$cpu_us" "$bad")"
}

# The last line: figure, unit, limit or null, ratio or null, goal, ok.
report() {
  printf '{"name":"%s","figure":%s,"unit":"%s","limit":%s,"ratio":%s,"goal":"%s","ok":%s}\n' \
    "$name" "$1" "$2" "$3" "$4" "$5" "$6"
}
