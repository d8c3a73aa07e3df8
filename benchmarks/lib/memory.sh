# Memory of a fresh server: PSS counts what processes share once, RSS in each of them.
need curl wrk
. "$here/lib/fixtures.sh"
build_server
directory=$scratch/data
mkdir "$directory"

# Sum of a line of smaps_rollup over processes, in MiB.
mib() {
  local key=$1 process files=()
  shift
  for process; do files+=("/proc/$process/smaps_rollup"); done
  cat "${files[@]}" 2>/dev/null | awk -v key="$key:" '$1 == key { sum += $2 } END { printf "%.0f", sum / 1024 }'
}

measure() {
  local postgres
  postgres=$(tree "$(postmaster "$directory")")
  jvm_pss=$(mib Pss "$server")
  postgres_pss=$(mib Pss $postgres)
  say "$(printf '  %-15s JVM %4d MiB PSS, %4d MiB RSS; PostgreSQL (%d processes) %4d MiB PSS, %4d MiB RSS' \
    "$1" "$jvm_pss" "$(mib Rss "$server")" "$(wc -w <<<"$postgres")" "$postgres_pss" "$(mib Rss $postgres)")"
}

say "Starting a server on an empty directory; it loads the demo ..."
serve "$directory"
sleep 2
measure "after the load"

make_fixtures
seconds=$(by_size 10 30 60)
say "$seconds s of a mix: 60 % cached analytics, 20 % list, 10 % unread, 5 % follow, 5 % views ..."
loaded=$server
send_mix "$seconds"
say "  $rps requests/s, p99 $p99_ms ms, $bad of $requests refused"
measure "after the mix"

sum=$((jvm_pss + postgres_pss))
ok=false
if [ "$jvm_pss" -le 220 ] && [ "$sum" -le 350 ]; then ok=true; fi
report "$sum" "MiB PSS" null null \
  "JVM (here $jvm_pss) at most 220, with PostgreSQL at most 350" "$ok"
