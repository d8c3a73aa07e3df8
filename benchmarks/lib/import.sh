# Imports a catalogue into empty tables, beside a raw COPY of the very same rows.
build_server
compile
directory=$scratch/data
mkdir "$directory"
data_directories+=("$directory")
catalogue=${EPISODAL_BENCH_CATALOGUE:-$(by_size 1 6 60)}
bound=$(by_size 300 600 3000)

timeout -k 15 "$bound" "$JAVA_HOME/bin/java" "${jvm_options[@]}" -cp "$classes:$library/*" \
  io.episodal.bootstrap.ImportBenchmark "$directory" "$catalogue" 2 "$(by_size 5 5 2)" > >(tee -a "$log") 2>&1 &
process=$!
processes+=("$process")
wait "$process" || fail "The import did not come to its end within $bound s."

read -r import_ms raw_ms < <(sed -n 's/^RESULT .*import_ms=\([0-9]*\) raw_ms=\([0-9]*\).*/\1 \2/p' "$log")
ratio=$(calculate %.2f "$raw_ms / $import_ms")
ok=false
if at_least "$ratio" 0.50; then ok=true; fi
report "$import_ms" ms "$raw_ms" "$ratio" "ratio (raw to import) at least 0.50" "$ok"
