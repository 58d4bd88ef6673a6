#!/usr/bin/env bash
# Builds everything with warnings as errors and runs every test; the rule tests on the oldest and on the newest compiler.
# The last line is the sum: N passed, N failed.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1 MSBUILDTERMINALLOGGER=off

passed=0
failed=0
work=$(mktemp -d)
log=$work/log
trap 'rm -rf "$work"' EXIT

finish() {
    echo "$passed passed, $failed failed"
    [ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
    exit
}

# Runs one test project; a run that fails without saying how many tests did counts as one failure.
run() {
    echo "== $*"
    local code=0 summary
    # When the test host dies, the tests that were running then are named.
    dotnet test "$@" --blame --results-directory "$work/results" 2>&1 | tee "$log" || code=$?
    summary=$(sed -nE 's/^.*Failed: +([0-9]+), Passed: +([0-9]+),.*$/\1 \2/p' "$log" | awk '{ f += $1; p += $2 } END { print f + 0, p + 0 }')
    [ "$code" -eq 0 ] || [ "${summary% *}" -gt 0 ] || summary="1 ${summary#* }"
    failed=$((failed + ${summary% *}))
    passed=$((passed + ${summary#* }))
}

if ! command -v dotnet > /dev/null; then
    { apt-get update && apt-get install -y dotnet-sdk-10.0; } || { echo "install the .NET SDK 10 first: https://dotnet.microsoft.com/download" >&2; failed=1; finish; }
fi

# Fixes and the sample service are run against real servers, and git merges baselines.
missing=()
command -v redis-server > /dev/null || missing+=(redis-server)
command -v initdb > /dev/null || compgen -G '/usr/lib/postgresql/*/bin/initdb' > /dev/null || missing+=(postgresql)
command -v java > /dev/null || missing+=(default-jre-headless)
command -v npm > /dev/null || missing+=(npm)
command -v git > /dev/null || missing+=(git)
if [ ${#missing[@]} -gt 0 ]; then
    { apt-get update && apt-get install -y "${missing[@]}"; } || { echo "install ${missing[*]} first: some tests run against real servers" >&2; failed=1; finish; }
fi
eng/install-dynamodb-local.sh || { failed=1; finish; }

dotnet build Arch.sln -warnaserror || { failed=1; finish; }
run tests/Arch.Analyzers.Tests --no-build
run tests/Arch.Package.Tests --no-build
run samples/Orders/Orders.Tests
run tests/Arch.Analyzers.Tests -p:RoslynVersion=5.9.0
finish
