# Lists and searches releases in a large catalogue, through the store alone.
build_server
compile
releases=$(by_size 20000 100000 500000)
version=$(cat "$root"/adapters-persistence/src/main/resources/io/episodal/db/migration/* \
  "$testkit"/java/io/episodal/testkit/LargeCatalogue.java "$here"/src/io/episodal/bootstrap/SearchBenchmark.java \
  | cksum | cut -d' ' -f1)
directory=$bench/search-$releases-$version
mkdir -p "$directory"
data_directories+=("$directory")

timeout -k 15 "$(by_size 240 900 3600)" "$JAVA_HOME/bin/java" "${jvm_options[@]}" -Xmx1g \
  -cp "$classes:$testkit/resources:$library/*" io.episodal.bootstrap.SearchBenchmark \
  "$directory" "$releases" > >(tee -a "$log") 2>&1 &
process=$!
processes+=("$process")
wait "$process" || fail "The searches did not come to their end."

search_ms=$(sed -n 's/^RESULT .*search_ms=\([0-9.]*\).*/\1/p' "$log")
ratio=$(calculate %.2f "20 / $search_ms")
ok=false
if at_least "$ratio" 1; then ok=true; fi
report "$search_ms" ms 20 "$ratio" "the slowest search of $releases releases under 20 ms" "$ok"
