# A mix of requests as clients send them; 5 % of it, follows that exist and end, may be refused.
need curl wrk
. "$here/lib/fixtures.sh"
build_server
export EPISODAL_ACCESS_TOKEN_LIFETIME=2h
say "Starting the server ..."
directory=$bench/mix-$(basename "$(demo_directory)")
mkdir -p "$directory"
serve "$directory"
make_fixtures
loaded="$server $(postmaster "${data_directories[0]}")"

say "warm-up"
send_mix "$(by_size 10 20 30)"
best_rps=0 best_p99=0
for ((i = 1; i <= $(by_size 3 5 5); i++)); do
  send_mix "$(by_size 5 10 20)"
  say "$(printf '  run %d %7d requests/s  p99 %7.2f ms  %5d us CPU a request  %d of %d refused' \
    "$i" "$rps" "$p99_ms" "$cpu_us" "$bad" "$requests")"
  if [ "$rps" -gt "$best_rps" ]; then best_rps=$rps best_p99=$p99_ms; fi
done

ratio=$(calculate %.2f "$best_rps / 7000")
ok=false
if at_least "$ratio" 1 && at_least 40 "$best_p99"; then ok=true; fi
report "$best_rps" requests/s 7000 "$ratio" "7,000 requests/s, p99 (here $best_p99 ms) under 40 ms" "$ok"
