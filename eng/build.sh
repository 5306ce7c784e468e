# Sourced: builds a program only when its sources are not the ones that its last build saw.
# Contents decide, not times, so that a checkout or a touched file builds nothing.
# The caller sets root. Messages go to standard error: standard output belongs to the program.

project_of() {
  case $1 in
    silo) echo silo/OmniSage.Silo.csproj ;;
    cli) echo clients/cli/OmniSage.Cli.csproj ;;
    bench) echo bench/OmniSage.Bench.csproj ;;
    all) echo OmniSage.sln ;;
  esac
}

assembly_of() {
  local name
  name=$(basename "$(project_of "$1")" .csproj)
  echo "$root/artifacts/bin/$name/release/$name.dll"
}

# Everything that a build of the program reads; a tidy test holds this against the projects' references.
# The client is apart from the silo, so that building one never replaces files under a running other.
sources_of() {
  local server="orleans-local grain-interfaces storage egress models sandbox grains silo clients/api deploy/migrations"
  case $1 in
    silo) echo "$server" ;;
    cli) echo "clients/cli" ;;
    bench) echo "$server bench" ;;
  esac
}

# One word that changes with any name or byte of the sources, in some milliseconds.
fingerprint_of() {
  local rules="Directory.Build.props Directory.Build.targets Directory.Packages.props global.json VERSION"
  local found=() path
  for path in $(sources_of "$1") $rules; do
    [ ! -e "$root/$path" ] || found+=("$path")
  done
  (
    cd "$root"
    echo "${OrleansFrom:-local}"
    find "${found[@]}" \( -name bin -o -name obj -o -name node_modules \) -prune -o -type f -exec cksum {} + |
      LC_ALL=C sort
  ) | cksum | tr ' ' -
}

stamp_of() { echo "$root/artifacts/$1.built"; }

# Up to date: same sources, the assembly is there, and nobody has built it since from sources that are gone again.
is_built() {
  local stamp assembly
  stamp=$(stamp_of "$1")
  assembly=$(assembly_of "$1")
  [ -f "$assembly" ] && [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$(fingerprint_of "$1")" ] &&
    [ -z "$(find "$(dirname "$assembly")" -newer "$stamp" | head -n 1)" ]
}

# The dotnet to use: the one on the path, else where its install script puts it.
dotnet_command() {
  local candidate
  if command -v dotnet; then return; fi
  for candidate in "${DOTNET_ROOT:-}/dotnet" "${HOME:-}/.dotnet/dotnet"; do
    if [ -x "$candidate" ]; then
      echo "$candidate"
      return
    fi
  done
  echo "OmniSage needs .NET 10, which was not found:" \
    "install the .NET 10 SDK (https://dotnet.microsoft.com/download/dotnet/10.0) and start again." >&2
  return 1
}

require_sdk() {
  local dotnet
  dotnet=$(dotnet_command) || return 1
  (cd "$root" && "$dotnet" --version >/dev/null 2>&1) && return
  echo "OmniSage has to be built and needs the .NET SDK that global.json names or a later 10.0 one; found here:" \
    "$("$dotnet" --list-sdks 2>/dev/null | cut -d ' ' -f 1 | paste -sd ' ' - | grep . || echo none)." \
    "Get it from https://dotnet.microsoft.com/download/dotnet/10.0 and start again." >&2
  return 1
}

# Builds the program (or all) if it must; exits with 1 and the compiler's errors if it cannot.
ensure_built() {
  if [ "$1" != all ] && is_built "$1"; then return; fi
  [ -f "$root/$(project_of "$1")" ] || { echo "There is no $(project_of "$1") in this copy of OmniSage." >&2; exit 1; }
  require_sdk || exit 1
  mkdir -p "$root/artifacts"
  (
    # One build at a time: a second launcher waits here and then finds the work done.
    if command -v flock >/dev/null; then flock 9; fi
    if [ "$1" != all ] && is_built "$1"; then exit 0; fi
    build_now "$1"
  ) 9>"$root/artifacts/build.lock" || exit 1
}

# "up" builds two programs one after the other: each is named, so that it does not look like a repetition.
name_of() {
  case $1 in
    cli) echo "'s command line" ;;
    silo) echo "'s server" ;;
    bench) echo "'s bench" ;;
  esac
}

patience_for() {
  [ -f "$(assembly_of "$1")" ] || [ "$1" = all ] || echo " the first time this takes a minute or two"
}

build_now() {
  local target=$1 program before=() log="$root/artifacts/$1.build.log"
  local programs="silo cli"
  [ "$target" = all ] || programs=$target
  # Taken before the build, so that a file edited meanwhile is built the next time.
  for program in $programs; do before+=("$program $(fingerprint_of "$program")"); done
  echo "Building OmniSage$(name_of "$target")${OMNISAGE_BUILD_NOTE:-} …$(patience_for "$target")" >&2
  if ! (cd "$root" && "$(dotnet_command)" build "$(project_of "$target")" -c Release \
    --nologo -v quiet -clp:NoSummary -nodeReuse:false) >"$log" 2>&1 9>&-; then
    grep -E '(error|warning) [A-Za-z]+[0-9]+' "$log" | sed "s|$root/||g; s| \[[^]]*\]$||" | sort -u >&2 ||
      cat "$log" >&2
    echo "OmniSage did not build; the whole output is in artifacts/$(basename "$log")." >&2
    return 1
  fi
  for program in "${before[@]}"; do echo "${program#* }" >"$(stamp_of "${program%% *}")"; done
}
