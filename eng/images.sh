#!/usr/bin/env bash
# Builds the images of the docker driver from Debian packages, without any registry: the packages are fetched and
# checked by apt, unpacked into a folder (no script of theirs runs), and imported as one layer.
# Arguments: build [small] [full] (both without a name), or list. Done work is kept: a second run goes on or says so.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cache=${OMNISAGE_IMAGES_CACHE:-$root/artifacts/images}

small="bash busybox-static bzip2 coreutils dash diffutils file findutils gawk grep gzip hostname less libc-bin login
  mount ncurses-base passwd patch perl-base procps sed tar usr-is-merged util-linux xz-utils"
full="$small bc curl gcc git jq libc6-dev make nodejs perl python3 ripgrep sqlite3 unzip zip"

packages_of() { if [ "$1" = small ]; then echo $small; else echo $full; fi }

fail() { echo "$1" >&2; exit 1; }

# What went in decides whether an image is up to date: this script and the names of the fetched packages.
recipe_of() { cat "${BASH_SOURCE[0]}" "$cache/$1.list" | sha256sum | cut -c 1-16; }

has_recipe() {
  [ "$(docker image inspect -f '{{index .Config.Labels "omnisage.recipe"}}' "omnisage/$1" 2>/dev/null)" = "$2" ]
}

require() {
  command -v apt-get >/dev/null && command -v dpkg-deb >/dev/null ||
    fail "Images are built from Debian packages, so this needs apt-get and dpkg: run it on Debian or Ubuntu."
  command -v docker >/dev/null || fail "There is no docker command. To add it: apt-get install -y docker.io"
  docker version >/dev/null 2>&1 || fail "No Docker engine answers ($(docker version 2>&1 >/dev/null | tail -n 1))."
}

# Everything as if nothing were installed, so that each package's dependencies come too. Leaves the names of the
# package files in NAME.list: the folder may hold older ones.
fetch() {
  local name=$1 folder=$cache/$1.packages
  mkdir -p "$folder/partial" "$cache/lists/partial"
  : >"$cache/nothing-installed"
  local options=(-o Dir::State::status="$cache/nothing-installed" -o Dir::Cache::archives="$folder"
    -o Debug::NoLocking=1 -o APT::Install-Recommends=0 -o APT::Sandbox::User=)
  # Lists of its own where the system has none.
  [ -n "$(find /var/lib/apt/lists -name '*Packages*' 2>/dev/null | head -n 1)" ] ||
    options+=(-o Dir::State::lists="$cache/lists")
  if ! download "$name"; then
    apt-get "${options[@]}" update >"$cache/$name.log" 2>&1 || true
    download "$name" ||
      fail "The packages of omnisage/$name could not be fetched ($(tail -n 1 "$cache/$name.log"))."
  fi
  # The words of the list are meant to split.
  # shellcheck disable=SC2046
  apt-get "${options[@]}" -s install $(packages_of "$name") |
    awk '/^Inst / { print $2 "_" substr($3, 2) "_" }' | sed 's/:/%3a/g' | sort >"$cache/$name.list"
}

download() {
  # shellcheck disable=SC2046
  apt-get "${options[@]}" -y --download-only install $(packages_of "$1") >>"$cache/$1.log" 2>&1
}

unpack() {
  local name=$1 to=$2 package
  rm -rf "$to"
  mkdir -p "$to"/{usr/{bin,sbin,lib,lib64},etc,dev,proc,sys,run,tmp,workspace}
  for package in bin sbin lib lib64; do ln -s "usr/$package" "$to/$package"; done
  while IFS= read -r package; do
    dpkg-deb --fsys-tarfile "$cache/$name.packages/$package"*.deb |
      tar -x -C "$to" --no-same-owner --keep-directory-symlink ||
      fail "The package $package could not be unpacked."
  done <"$cache/$name.list"
}

# Only what commands use stays: no documentation, no package database, no accounts, no set-user-id programs.
strip() {
  local to=$1
  rm -rf "$to"/{boot,home,media,mnt,opt,root,srv,var} "$to"/usr/share/{bug,doc,info,lintian,locale,man,pixmaps} \
    "$to"/etc/{apt,cron.daily,cron.weekly,default,dpkg,init.d,pam.d,security,ssh,systemd} \
    "$to"/usr/lib/{systemd,apt,dpkg} "$to"/usr/bin/{apt*,dpkg*}
  find "$to" -xdev -perm /6000 -type f -exec chmod a-s {} +
  find "$to" -xdev -type b -delete -o -xdev -type c -delete
}

link_alternative() { [ ! -e "$1/usr/bin/$3" ] || [ -e "$1/usr/bin/$2" ] || ln -s "$3" "$1/usr/bin/$2"; }

# What the packages' scripts would have done and commands rely on.
settle() {
  local to=$1
  link_alternative "$to" awk gawk
  link_alternative "$to" which which.debianutils
  link_alternative "$to" cc gcc
  link_alternative "$to" node nodejs
  link_alternative "$to" pager less
  [ -e "$to/usr/bin/sh" ] || ln -s dash "$to/usr/bin/sh"
  printf 'sandbox:x:1000:1000:sandbox:/workspace:/bin/sh\nnobody:x:65534:65534:nobody:/:/bin/false\n' >"$to/etc/passwd"
  printf 'sandbox:x:1000:\nnogroup:x:65534:\n' >"$to/etc/group"
  printf 'passwd: files\ngroup: files\nhosts: files\nservices: files\nprotocols: files\n' >"$to/etc/nsswitch.conf"
  # Older gVisors refuse what coreutils' own ask of statx; the driver puts these first there.
  install -d -m 0755 "$to/usr/libexec/omnisage/gvisor"
  ln -s /usr/bin/busybox "$to/usr/libexec/omnisage/gvisor/ls"
  ln -s /usr/bin/busybox "$to/usr/libexec/omnisage/gvisor/stat"
  # The runner's own copy of the shell can be executed and not read: that closes its /proc entry to commands.
  install -m 0111 "$to/usr/bin/dash" "$to/run/runner"
  ldconfig -r "$to" 2>/dev/null || /sbin/ldconfig -r "$to"
  chmod 0755 "$to" "$to/workspace" "$to/tmp" "$to/run"
}

build() {
  local name=$1 recipe started=$SECONDS folder
  echo "omnisage/$name: fetching packages …"
  fetch "$name"
  recipe=$(recipe_of "$name")
  if has_recipe "$name" "$recipe"; then echo "omnisage/$name: up to date."; return; fi
  folder=$(mktemp -d "${TMPDIR:-/tmp}/omnisage-image.XXXXXX")
  # Expanded now: the folder's name is known here only.
  # shellcheck disable=SC2064
  trap "rm -rf '$folder'" EXIT
  echo "omnisage/$name: unpacking $(wc -l <"$cache/$name.list") packages …"
  unpack "$name" "$folder/root"
  strip "$folder/root"
  settle "$folder/root"
  echo "omnisage/$name: importing $(du -sm "$folder/root" | cut -f 1) MB …"
  tar -c -C "$folder/root" --owner=0 --group=0 --numeric-owner --sort=name . |
    docker import --change "LABEL omnisage.image=$name" --change "LABEL omnisage.recipe=$recipe" \
      --change "USER 1000:1000" --change "WORKDIR /workspace" - "omnisage/$name:latest" >/dev/null ||
    fail "The engine did not take omnisage/$name."
  docker image prune -f --filter label=omnisage.image >/dev/null
  rm -rf "$folder"
  echo "omnisage/$name: done in $((SECONDS - started)) s."
}

word=${1:-}
[ $# -eq 0 ] || shift
case $word in
  build)
    for name in "$@"; do
      case $name in small | full) ;; *) echo "There is no image '$name': small or full." >&2; exit 2 ;; esac
    done
    require
    [ $# -gt 0 ] || set -- small full
    for name in "$@"; do build "$name"; done
    ;;
  list)
    require
    docker image ls --filter label=omnisage.image --format '{{.Repository}}  {{.Size}}  {{.CreatedSince}}'
    ;;
  *)
    echo "Usage: omnisage images build [small] [full] | list" >&2
    exit 2
    ;;
esac
