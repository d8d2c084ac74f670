# Sourced by the commands beside it: what each needs, made only when it is missing or its lock file changed.
# Whatever is there already costs a checksum, so a second run starts at once. Stamps lie inside what they describe
# (.venv, node_modules): deleting the folder is enough to start afresh.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
export UV_PYTHON_DOWNLOADS=never PATH="$PWD/.venv/bin:$PWD/pwa/node_modules/.bin:$PATH"

# Runs a command in silence; shows what it said only when it fails.
quietly() {
  local log status=0
  log=$(mktemp)
  "$@" >"$log" 2>&1 || status=$?
  [ "$status" -eq 0 ] || cat "$log" >&2
  rm -f "$log"
  return "$status"
}

say() { printf '%s\n' "$*" >&2; }

refuse() { say "$*"; exit 2; }

# One checksum of the contents of files and folders.
sum_of() { find "$@" -type f -exec cksum {} + | LC_ALL=C sort -k3 | cksum; }

is_stamped() { [ "$(cat "$1" 2>/dev/null)" = "$2" ]; }

stamp() { mkdir -p "$(dirname "$1")" && printf '%s\n' "$2" >"$1"; }

find_python() {
  local name
  for name in python3 python3.14 python3.13 python3.12 python3.11; do
    if "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then echo "$name" && return; fi
  done
  refuse "Curbline needs Python 3.11 or newer; none of the usual names answers."
}

has_node() {
  command -v npm >/dev/null && node -e \
    'const [a, b] = process.versions.node.split(".").map(Number);
     process.exit((a === 20 && b >= 19) || (a === 22 && b >= 12) || a > 22 ? 0 : 1)' 2>/dev/null
}

make_venv() {
  say "Making the virtual environment"
  quietly "$(find_python)" -m venv --clear .venv || refuse "Python cannot make a virtual environment (on Debian: apt install python3-venv)."
  quietly .venv/bin/python -m pip install --require-hashes -r infra/lock/bootstrap.txt
  stamp .venv/.stamps/home "$PWD"
}

# setup_python run|dev: the virtual environment. What dev once added stays, so that run and test do not undo each other.
setup_python() {
  local kind=$1 wanted
  # A virtual environment knows its own address: one that was moved or half made is made again.
  is_stamped .venv/.stamps/home "$PWD" && .venv/bin/python -c '' 2>/dev/null || make_venv
  [ -f .venv/.stamps/dev ] && kind=dev
  local locks=(infra/lock/requirements.txt)
  [ "$kind" = run ] || locks=(infra/lock/requirements-dev.txt)
  if [ -e .venv/bin/node ] || ! has_node; then locks+=(infra/lock/node.txt); fi
  wanted="${locks[*]} $(sum_of "${locks[@]}" infra/lock/tours.txt pyproject.toml)"
  is_stamped .venv/.stamps/packages "$wanted" && return
  say "Installing the Python packages (${locks[*]##*/})"
  quietly uv pip sync --quiet --python .venv/bin/python --require-hashes "${locks[@]}"
  quietly uv pip install --quiet --python .venv/bin/python --no-deps --no-build-isolation -e .
  # The solver of tours has no wheel for some machines; the server does without it (ADR-0037).
  uv pip install --quiet --python .venv/bin/python --no-deps --only-binary :all: --require-hashes \
    -r infra/lock/tours.txt 2>/dev/null || say "There is no solver of tours for this machine."
  hash -r
  [ "$kind" = run ] || stamp .venv/.stamps/dev ""
  stamp .venv/.stamps/packages "$wanted"
}

# The front end's packages. npm removes the folder, and the stamp with it, before it begins.
setup_packages() {
  local wanted
  wanted="$(node --version) $(sum_of pwa/package.json pwa/package-lock.json pwa/.npmrc)"
  is_stamped pwa/node_modules/.stamps/packages "$wanted" && return
  say "Installing the front end's packages"
  quietly npm --prefix pwa ci --no-progress
  stamp pwa/node_modules/.stamps/packages "$wanted"
}

# The built front end in pwa/dist.
setup_build() {
  local wanted
  setup_packages
  wanted=$(sum_of pwa/src pwa/public pwa/index.html pwa/vite.config.ts pwa/package-lock.json sync/client sync/protocol)
  [ -f pwa/dist/index.html ] && is_stamped pwa/node_modules/.stamps/build "$wanted" && return
  say "Building the front end"
  (cd pwa && quietly vite build)
  stamp pwa/node_modules/.stamps/build "$wanted"
}

# A Chromium for the browser tests; its path is exported as CHROMIUM_PATH.
setup_browser() {
  local packages=(chromium fonts-liberation fonts-noto-color-emoji) sudo=()
  find_browser && return
  say "Installing a browser"
  [ "$(id -u)" = 0 ] || sudo=(sudo -n)
  if command -v apt-get >/dev/null && { [ "$(id -u)" = 0 ] || sudo -n true 2>/dev/null; }; then
    quietly ${sudo[@]+"${sudo[@]}"} apt-get update &&
      quietly ${sudo[@]+"${sudo[@]}"} env DEBIAN_FRONTEND=noninteractive \
        apt-get install -y --no-install-recommends "${packages[@]}" || true
  fi
  find_browser && return
  quietly playwright install chromium
  find_browser || refuse "No Chromium was found and none could be installed; set CHROMIUM_PATH to one."
}

# Firefox and WebKit for the tests; without them the tests in them are skipped and say so. And Chromium without windows and
# menus, which costs less than the whole one; without it the tests use that.
setup_other_browsers() {
  local packages=()
  command -v chromium-headless-shell >/dev/null || packages+=(chromium-headless-shell)
  command -v firefox-esr >/dev/null || command -v firefox >/dev/null || packages+=(firefox-esr)
  command -v WebKitWebDriver >/dev/null || packages+=(webkit2gtk-driver)
  command -v Xvfb >/dev/null || packages+=(xvfb)
  [ ${#packages[@]} -gt 0 ] && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null || return 0
  say "Installing more browsers"
  quietly apt-get update && quietly env DEBIAN_FRONTEND=noninteractive \
    apt-get install -y --no-install-recommends "${packages[@]}" || say "They cannot be installed."
}

# PostgreSQL's programs for the tests; without them the tests of PostgreSQL are skipped and say so.
setup_postgres() {
  [ -n "${TEST_POSTGRES_URL:-}" ] || command -v initdb >/dev/null || compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null && return
  # Only as root, and only where no one would be surprised by a database server: its package starts one otherwise.
  [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null && [ ! -e /etc/postgresql-common ] || return 0
  say "Installing PostgreSQL"
  mkdir -p /etc/postgresql-common && echo 'create_main_cluster = false' >/etc/postgresql-common/createcluster.conf
  quietly apt-get update && quietly env DEBIAN_FRONTEND=noninteractive \
    apt-get install -y --no-install-recommends -o Dpkg::Options::=--force-confold postgresql postgresql-postgis || say "It cannot be installed."
}

find_browser() {
  local name
  for name in "${CHROMIUM_PATH:-}" chromium chromium-browser google-chrome google-chrome-stable; do
    [ -n "$name" ] && CHROMIUM_PATH=$(command -v "$name") && export CHROMIUM_PATH && return
  done
  CHROMIUM_PATH=$(python -c 'from playwright.sync_api import sync_playwright as start
with start() as it: print(it.chromium.executable_path)') && export CHROMIUM_PATH && [ -x "$CHROMIUM_PATH" ]
}
