# Sourced by the benchmarks with a mix of requests: writes what wrk/mix.lua asks for.

# Writes follows of the three demo viewers, with their tokens, and the most viewed releases. Sets fixtures.
make_fixtures() {
  local viewer token subscriptions
  fixtures=$scratch/fixtures
  for viewer in hana ines tom; do
    token=$(sign_in "$viewer@demo.example")
    subscriptions=$(get "$url/api/v1/subscriptions" -H "Authorization: Bearer $token")
    paste -d' ' <(member id <<<"$subscriptions") <(member target_id <<<"$subscriptions") \
      | sed "s/^/subscription $token /" >>"$fixtures"
  done
  get "$url/api/v1/analytics/top?limit=50" | member release_id | sed 's/^/release /' >>"$fixtures"
}

# Sends the mix for some seconds over 32 connections. Sets requests, rps, p99_ms, bad, and cpu_us.
send_mix() {
  local seconds=$1 before after
  before=$(cpu $loaded)
  read -r requests rps p99_ms bad < <(
    FIXTURES=$fixtures timeout $((seconds + 20)) \
      wrk -t1 -c32 "-d${seconds}s" -s "$here/wrk/mix.lua" "$url" | sed -n 's/^FIGURES //p') \
    || fail "wrk said nothing about the mix."
  after=$(cpu $loaded)
  cpu_us=$(calculate %.0f "($after - $before) / ($requests > 0 ? $requests : 1)")
}
