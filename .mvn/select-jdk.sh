# Sourced by mvnw and episodal: leaves JAVA_HOME or the PATH with a JDK 21 or newer, or ends the
# script with one sentence. The current java stays if it will do; else the newest one found is taken.

# Prints a comparable number for the JDK in directory $1 (25.0.3 gives 25000003), or 0 for none.
jdk_number() {
  [ -n "$1" ] && [ -x "$1/bin/java" ] && [ -x "$1/bin/javac" ] || { echo 0; return; }
  jdk_version=$(sed -n 's/^JAVA_VERSION="\(.*\)"/\1/p' "$1/release" 2>/dev/null)
  [ -n "$jdk_version" ] || jdk_version=$("$1/bin/java" -version 2>&1 | sed -n 's/.* version "\([^"]*\)".*/\1/p')
  echo "$jdk_version" | sed 's/[^0-9.].*//' | awk -F. '{ printf "%d\n", $1 * 1000000 + $2 * 1000 + $3 }'
}

# Prints the home of the java on the PATH, through all links (on macOS it is no link but a stub).
jdk_on_path() {
  jdk_link=$(command -v java) || return 0
  if [ "$jdk_link" = /usr/bin/java ] && [ -x /usr/libexec/java_home ]; then
    /usr/libexec/java_home 2>/dev/null || :
    return
  fi
  while [ -L "$jdk_link" ]; do
    jdk_target=$(readlink "$jdk_link")
    case $jdk_target in
      /*) jdk_link=$jdk_target ;;
      *) jdk_link=$(dirname "$jdk_link")/$jdk_target ;;
    esac
  done
  dirname "$(dirname "$jdk_link")"
}

jdk_select() {
  if [ -n "${JAVA_HOME-}" ]; then
    [ "$(jdk_number "$JAVA_HOME")" -ge 21000000 ] && return
  fi
  jdk_best=$(jdk_on_path)
  jdk_best_number=$(jdk_number "$jdk_best")
  jdk_current=${JAVA_HOME:-${jdk_best:-no Java at all}}
  if [ "$jdk_best_number" -lt 21000000 ]; then
    for jdk_candidate in /usr/lib/jvm/* "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* \
      /Library/Java/JavaVirtualMachines/*/Contents/Home \
      "$HOME"/Library/Java/JavaVirtualMachines/*/Contents/Home; do
      jdk_candidate_number=$(jdk_number "$jdk_candidate")
      if [ "$jdk_candidate_number" -gt "$jdk_best_number" ]; then
        jdk_best=$jdk_candidate
        jdk_best_number=$jdk_candidate_number
      fi
    done
  fi
  if [ "$jdk_best_number" -lt 21000000 ]; then
    echo "Episodal needs a JDK 21 or newer, but found $jdk_current: install one (Debian: apt-get install openjdk-21-jdk; or https://adoptium.net), or set JAVA_HOME to it." >&2
    exit 1
  fi
  JAVA_HOME=$jdk_best
  export JAVA_HOME
}

jdk_select
