# Sourced by what needs the large data of analytics: makes them once for each size, schema, generator
# and catalogue.
build_server
compile

# Where the data of a size are, or will be.
analytics_directory() {
  local version
  version=$(cat "$root"/adapters-persistence/src/main/resources/io/episodal/db/migration/* \
    "$here"/src/io/episodal/bootstrap/{BenchmarkData,DataSize}.java "$here"/sql/* \
    <(printf %s "${EPISODAL_BENCH_CATALOGUE:-demo}") | cksum | cut -d' ' -f1)
  printf %s "$bench/analytics-$1-$version"
}

# Runs a class of the benchmarks with the given arguments; what it says is in the log, too.
run_class() {
  local bound=$1
  shift
  timeout -k 15 "$bound" "$JAVA_HOME/bin/java" "${jvm_options[@]}" -Xmx512m -cp "$classes:$library/*" \
    "$@" > >(tee -a "$log") 2>&1 &
  process=$!
  processes+=("$process")
  wait "$process" || fail "It did not come to its end within $bound s."
}

# Makes the data of a size if they are not there. Sets directory.
make_data() {
  directory=$(analytics_directory "$1")
  if [ ! -f "$directory/made" ]; then
    say "Making the data of size $1 in $directory ..."
    rm -rf "$directory"
    mkdir "$directory"
  fi
  data_directories+=("$directory")
  run_class 3600 io.episodal.bootstrap.MakeData "$directory" "$1" "${EPISODAL_BENCH_CATALOGUE:-2}" "$here/sql"
}
