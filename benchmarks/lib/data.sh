# Makes the large data of analytics, or says that they are there.
. "$here/lib/analytics.sh"
begun=$(now)
make_data "$size"
seconds=$(calculate %.1f "($(now) - $begun) / 1000000")
if [ "${1:-}" = --hold ]; then
  run_class 604800 io.episodal.bootstrap.HoldData "$directory"
fi

ok=false
if at_least "$(by_size 60 180 900)" "$seconds"; then ok=true; fi
report "$seconds" s null null "within $(by_size 60 180 900) s" "$ok"
