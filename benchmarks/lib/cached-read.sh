# The top list from the cache, beside a bare server that answers the same bytes.
need curl wrk
. "$here/lib/limit.sh"
build_server
build_limit
say "Starting the server and the bare one ..."
serve "$(demo_directory)"
path=/api/v1/analytics/top
get "$url$path" >"$scratch/answer"
port=$(free_port)
limit_url=http://127.0.0.1:$port
start_limit "$limit_url/fixed" limit.SameBytes "$scratch/answer" "$port"
get "$limit_url/fixed" | cmp - "$scratch/answer" || fail "The bare server answers other bytes."
say "Both answer $(wc -c <"$scratch/answer") bytes"

load_ours() { loaded="$server $(postmaster "${data_directories[0]}")"; load ours "$1" "$url" "$path"; }
load_limit() { loaded=$limit; load limit "$1" "$limit_url" /fixed; }
compare "$(by_size 3 8 20)" "$(by_size 3 5 5)"

ok=false
if at_least "$ratio" 0.85 && at_least 5 "$best_p99"; then ok=true; fi
report "$best_ours" requests/s "$best_limit" "$ratio" \
  "ratio at least 0.85, p99 (here $best_p99 ms) under 5 ms" "$ok"
