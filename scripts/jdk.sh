# Sourced by the scripts that run Java from a clone, after they have set script and root: sets java, or says what is missing.

fail() {
  echo "$script: $1" >&2
  exit 78
}

# Java decodes arguments and paths by the locale; without one, or with one that isn't installed, all characters but ASCII would be lost.
case $(locale charmap 2>/dev/null) in
  ANSI_X3.4-1968) export LC_ALL=C.UTF-8 ;;
  US-ASCII) export LC_ALL=en_US.UTF-8 ;; # macOS
esac

if [ -n "${JAVA_HOME:-}" ]; then
  [ -x "$JAVA_HOME/bin/java" ] || fail "JAVA_HOME is $JAVA_HOME, and has no bin/java in it; set it to the folder of a JDK 17 or newer"
  JAVA_HOME=$(CDPATH= cd -- "$JAVA_HOME" && pwd) # a relative one would be another in another folder
  export JAVA_HOME
  java=$JAVA_HOME/bin/java javac=$JAVA_HOME/bin/javac
else
  java=$(command -v java) || fail "no java on the PATH; install a JDK 17 or newer, or set JAVA_HOME to its folder"
  javac=javac
fi

java_version() { # the major version of $java: of the file beside it where there is one, which starts no JVM
  file=$java
  while [ -L "$file" ]; do
    link=$(readlink "$file")
    case $link in
      /*) file=$link ;;
      *) file=$(dirname -- "$file")/$link ;;
    esac
  done
  if grep -q '^JAVA_VERSION="[0-9]' "${file%/*/*}/release" 2>/dev/null; then
    sed -n 's/^JAVA_VERSION="\(1\.\)\{0,1\}\([0-9]*\).*/\2/p' "${file%/*/*}/release"
  else
    "$java" -version 2>&1 | sed -n 's/.* version "\(1\.\)\{0,1\}\([0-9]*\).*/\2/p' | head -n 1
  fi
}
version=$(java_version)
[ -n "$version" ] || fail "$java doesn't say which Java it is, so none is installed behind it; install a JDK 17 or newer, or set JAVA_HOME to its folder"
if [ "$version" -lt 17 ]; then
  fail "$java is Java $version; set JAVA_HOME to the folder of a JDK 17 or newer, or put its bin folder first on the PATH"
fi

build() { # ARGUMENTS of Maven: builds quietly, with a log
  log=$root/target/$script-build.log
  command -v "$javac" >/dev/null 2>&1 || fail "no javac for $java, which is a JRE then; building needs a JDK 17 or newer"
  if ! mkdir -p "$root/target" 2>/dev/null || [ ! -w "$root/target" ]; then
    fail "it has to be built, and nothing can be written to $root; clone the repository into a folder of your own"
  fi
  if ! (cd "$root" && ./mvnw -B "$@" -Dmaven.test.skip=true -Dspotless.check.skip=true -Derror-prone=-XDerrorProne=none >"$log" 2>&1); then
    grep -m 5 'ERROR' "$log" >&2 || tail -n 5 "$log" >&2
    fail "the build failed; all that it printed is in $log"
  fi
}
