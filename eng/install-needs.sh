# Sourced: what OmniSage uses of the system and .NET does not bring: bubblewrap (the sandbox) and SQLite's library.
# Installs what is missing where it may; where it may not, names the command and goes on.
# OMNISAGE_NO_INSTALL=1 switches installing off. Messages go to standard error.

has_bubblewrap() { command -v bwrap >/dev/null; }

# OMNISAGE_LIBRARY_FOLDERS (colon-separated) replaces the system's folders; tests use it.
has_sqlite() {
  local folder folders
  IFS=: read -ra folders <<<"${OMNISAGE_LIBRARY_FOLDERS:-}"
  [ ${#folders[@]} -gt 0 ] || folders=(/lib /usr/lib /lib64 /usr/lib64 /usr/local/lib /lib/*-linux-* /usr/lib/*-linux-*)
  for folder in "${folders[@]}"; do
    if [ -e "$folder/libsqlite3.so.0" ]; then return 0; fi
  done
  return 1
}

package_manager() {
  local name
  for name in apt-get dnf apk zypper pacman; do
    if command -v "$name" >/dev/null; then
      echo "$name"
      return
    fi
  done
  return 1
}

package_of() {
  case $1:$2 in
    *:bubblewrap) echo bubblewrap ;;
    apt-get:sqlite | zypper:sqlite) echo libsqlite3-0 ;;
    dnf:sqlite | apk:sqlite) echo sqlite-libs ;;
    pacman:sqlite) echo sqlite ;;
  esac
}

install_command() {
  case $1 in
    apt-get) echo "apt-get install -y --no-install-recommends" ;;
    dnf) echo "dnf install -y" ;;
    apk) echo "apk add" ;;
    zypper) echo "zypper --non-interactive install" ;;
    pacman) echo "pacman -S --noconfirm --needed" ;;
  esac
}

# Prints the words to put before a command to run it as root; fails where that needs a person.
elevation() {
  if [ "$(id -u)" = 0 ]; then echo env; return; fi
  if command -v sudo >/dev/null && sudo -n true 2>/dev/null; then echo "sudo -n env"; return; fi
  return 1
}

# Arguments: elevation, manager, packages. A list of packages that is missing or old is fetched once.
install_packages() {
  local elevated=$1 manager=$2
  shift 2
  # The words of elevation and command are meant to split.
  # shellcheck disable=SC2046,SC2086
  bounded $elevated DEBIAN_FRONTEND=noninteractive $(install_command "$manager") "$@" && return
  [ "$manager" = apt-get ] || return 1
  # shellcheck disable=SC2086
  bounded $elevated apt-get update || return 1
  # shellcheck disable=SC2046,SC2086
  bounded $elevated DEBIAN_FRONTEND=noninteractive $(install_command "$manager") "$@"
}

# At most two minutes each, and quiet: what failed is said in our own words.
bounded() {
  if command -v timeout >/dev/null; then set -- timeout 120 "$@"; fi
  "$@" >/dev/null 2>&1 </dev/null
}

# Always succeeds: without these OmniSage starts, says what it cannot do, and refuses to do it unsafely.
install_needs() {
  local manager elevated="" package command packages=() needs=()
  has_bubblewrap || needs+=(bubblewrap)
  has_sqlite || needs+=(sqlite)
  [ ${#needs[@]} -gt 0 ] || return 0

  if ! manager=$(package_manager); then
    echo "Missing: ${needs[*]}. No package manager known here was found; please install what gives the command" \
      "bwrap (bubblewrap) and the library libsqlite3.so.0 (SQLite)." >&2
    return 0
  fi
  for package in "${needs[@]}"; do packages+=("$(package_of "$manager" "$package")"); done
  command="$(install_command "$manager") ${packages[*]}"

  if [ -z "${OMNISAGE_NO_INSTALL:-}" ] && elevated=$(elevation); then
    echo "Installing ${packages[*]} with $manager (OMNISAGE_NO_INSTALL=1 switches this off) …" >&2
    if install_packages "$elevated" "$manager" "${packages[@]}"; then return 0; fi
    echo "That did not work. To see why, run: $command" >&2
    return 0
  fi
  echo "Missing: ${packages[*]}. To add: $([ "$(id -u)" = 0 ] || echo 'sudo ')$command" >&2
}
