# Where every script starts: the project's folder, and the tools that `need` may have put aside. Sourced, never run.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$root"
export PATH=$root/.cache/node/tools:$PATH:$HOME/.cargo/bin
