# Sourced by the benchmarks of views: starts the server and makes what viewers report.
need curl wrk openssl
. "$here/lib/limit.sh"
build_server
build_limit
export EPISODAL_JWT_SECRET=of-the-benchmarks-of-the-benchmarks-0123
export EPISODAL_ACCESS_TOKEN_LIFETIME=2h
say "Starting the server ..."
directory=$bench/views-$(basename "$(demo_directory)")
mkdir -p "$directory"
serve "$directory"

encoded() { base64 -w 0 | tr '+/' '-_' | tr -d '='; }

# Prints the token of another user: the given one with another subject, signed anew.
token_of() {
  local parts payload
  IFS=. read -ra parts <<<"$1"
  payload=${parts[1]}
  while [ $((${#payload} % 4)) -ne 0 ]; do payload+='='; done
  payload=$(printf '%s' "$payload" | tr '_-' '/+' | base64 -d \
    | sed "s/\"sub\":\"[^\"]*\"/\"sub\":\"$2\"/" | encoded)
  printf '%s.%s.%s\n' "${parts[0]}" "$payload" \
    "$(printf '%s.%s' "${parts[0]}" "$payload" \
      | openssl dgst -sha256 -hmac "$EPISODAL_JWT_SECRET" -binary | encoded)"
}

export TOKENS=$scratch/tokens RELEASES=$scratch/releases
token=$(sign_in hana@demo.example)
for ((i = 1; i <= 200; i++)); do
  token_of "$token" "$(printf '0199a3c2-7b40-7c1e-9d55-%012x' "$i")"
done >"$TOKENS"
get "$url/api/v1/releases?limit=100" | grep -o '{"id":"[^"]*","title"' | cut -d'"' -f4 >"$RELEASES"
[ "$(wc -l <"$RELEASES")" -ge 50 ] || fail "There are too few releases."

directory=${data_directories[0]}
postgres=$(postmaster "$directory")
