# Answers that only Redis has, beside a bare server that answers each request by one GET of the same
# Redis. Paths take turns, since callers who want the same answer at the same time share one GET.
need curl wrk redis-server
. "$here/lib/limit.sh"
build_server
build_limit
redis_port=$(free_port)
redis-server --port "$redis_port" --bind 127.0.0.1 --save '' --maxmemory 64mb >>"$log" 2>&1 &
redis=$!
processes+=("$redis")
say "Starting the server, which keeps nothing itself, and the bare one ..."
export EPISODAL_CACHE_BYTES=1 REDIS_URL=redis://127.0.0.1:$redis_port/0
serve "$(demo_directory)"

port=$(free_port)
limit_url=http://127.0.0.1:$port
DSN=postgresql://127.0.0.1:1/none JWT_SECRET=unused REDIS_URL=redis://127.0.0.1:$redis_port/1 \
  start_limit "$limit_url/fixed" limit.Limit javalin "$port"
bare_bytes=$(get "$limit_url/redis" | wc -c)

# Rankings of as many titles as it takes for more bytes than the bare server answers.
path_of() { printf '/api/v1/analytics/views?limit=%d&skip=%d' "$titles" "$1"; }
for ((titles = 1; titles < 100; titles++)); do
  our_bytes=$(get "$url$(path_of 0)" | wc -c)
  [ "$our_bytes" -lt "$bare_bytes" ] || break
done
export PATHS=$scratch/paths
for ((skip = 0; skip < 256; skip++)); do path_of "$skip"; echo; done >"$PATHS"
say "Ours answers $our_bytes bytes for the first of 256 paths, the bare server $bare_bytes"

# How many answers came from a level of the cache so far.
level() { get "$url/metrics" | awk -v level="result=\"$1\"" 'index($1, "episodal_cache_requests_total") && index($1, level) { printf "%d", $2 }'; }
load_ours() {
  loaded="$server $redis $(postmaster "${data_directories[0]}")"
  script=paths load ours "$1" "$url" /
}
load_limit() { loaded="$limit $redis"; load limit "$1" "$limit_url" /redis; }
compare "$(by_size 3 8 20)" "$(by_size 3 5 5)"

shared=$(level shared) all=$(($(level shared) + $(level process) + $(level miss)))
share=$(calculate %.3f "$shared / $all")
say "Of all answers $share came from Redis"
ok=false
if at_least "$ratio" 0.80 && at_least "$share" 0.95; then ok=true; fi
report "$best_ours" requests/s "$best_limit" "$ratio" \
  "ratio at least 0.80, with at least 0.95 of the answers (here $share) from Redis" "$ok"
