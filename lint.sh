#!/usr/bin/env bash
# Shows what Arch.Analyzers says, as its users get it: packed and installed.
#   ./lint.sh          about the samples: the warnings, the broken CI build, the code after the fixes, and the clean twin
#   ./lint.sh PATH     about any project or solution, which stays as it is
# Exit code: 0 nothing found (or the samples behaved as they should), 1 findings, 2 could not be built.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1 MSBUILDTERMINALLOGGER=off
# Whether this is CI is part of what is shown.
unset CI ContinuousIntegrationBuild TF_BUILD GITHUB_ACTIONS GITLAB_CI APPVEYOR BUILDKITE CODEBUILD_BUILD_ID JENKINS_URL TEAMCITY_VERSION BITBUCKET_BUILD_NUMBER

fail() { printf '%s\n' "$1" >&2; exit 2; }

# Runs a command quietly; when it fails, the end of what it said is worth reading.
quietly() { "$@" > "$work/log" 2>&1 || { tail -n 30 "$work/log" >&2; return 1; }; }

# A version that never was keeps every cache out of it.
version=0.0.0-lint.$(date +%s)
quietly dotnet pack "$here/src/Arch.Package" -c Release -o "$work/feed" -p:Version="$version" --disable-build-servers || fail "Arch.Analyzers could not be packed"

# --- A code base -----------------------------------------------------------------------------------------------------------------

if [ $# -gt 0 ]; then
    target=$(realpath -- "$1") || fail "there is no '$1'"
    if [ -d "$target" ]; then
        found=$(find "$target" -maxdepth 1 \( -name '*.sln' -o -name '*.slnx' \))
        [ -n "$found" ] || found=$(find "$target" -maxdepth 1 -name '*.csproj')
        [ "$(printf '%s' "$found" | grep -c .)" = 1 ] || fail "'$1' does not hold exactly one solution or project; name one"
        target=$found
    fi
    root=$(git -C "$(dirname "$target")" rev-parse --show-toplevel 2> /dev/null || dirname "$target")

    quietly dotnet package download "Arch.Analyzers@$version" --prerelease --source "$work/feed" --output "$work/package" || fail "Arch.Analyzers could not be unpacked"

    # As environment variables the hooks give way to those that the projects define for themselves; there are two for that case.
    export ArchLintOutput=$work/output ArchLintPackage=$work/package/arch.analyzers/$version
    export CustomAfterDirectoryBuildProps=$here/eng/lint/before.props CustomBeforeMicrosoftCommonTargets=$here/eng/lint/before.targets
    export CustomBeforeMicrosoftCommonCrossTargetingTargets=$here/eng/lint/before.targets
    export CustomAfterDirectoryBuildTargets=$here/eng/lint/after.targets CustomAfterMicrosoftCSharpTargets=$here/eng/lint/after.targets
    case $target in *.sln | *.slnx) export ArchRepositoryRoot=$root ;; esac

    mkdir -p "$work/output"
    built=0
    # From a folder without a global.json, so that the SDK at hand builds whatever version the code base asks for.
    (cd "$work" && dotnet build "$target" --disable-build-servers -v:q -clp:NoSummary > "$work/log" 2>&1) || built=2

    find "$work/output" -name '*.sarif' -exec awk -v root="$root/" -f "$here/eng/lint/findings.awk" {} + | sort -u -t: -k1,1 -k2,2n -k3,3n > "$work/findings"
    cat "$work/findings"
    projects=$(find "$work/output" -name '*.sarif' -printf '%h\n' | sort -u | wc -l)
    echo
    sed -E 's/^.*:[0-9]+:[0-9]+: [a-z]+ ([A-Z0-9]+): .*$/\1/' "$work/findings" | sort | uniq -c
    echo "$(wc -l < "$work/findings") findings in $projects projects of $target"
    if [ $built -ne 0 ] || [ "$projects" = 0 ]; then
        grep -E ': error ' "$work/log" | sort -u | head -n 20 >&2 || tail -n 20 "$work/log" >&2
        fail "not everything could be built, so there may be more"
    fi
    ! grep -qE ': (warning|error) ' "$work/findings"
    exit
fi

# --- The samples -----------------------------------------------------------------------------------------------------------------

samples=$work/samples
cp -R "$here/samples" "$samples"
find "$samples" -type d \( -name bin -o -name obj -o -name cdk.out \) -prune -exec rm -rf {} +
cp "$here/nuget.config" "$samples/"
quietly dotnet nuget add source "$work/feed" --name arch --configfile "$samples/nuget.config" || fail "the local feed could not be added"
find "$samples" \( -name '*.csproj' -o -name '*.props' \) -exec sed -i -E "s/(\"Arch\.Analyzers\" Version=\")[^\"]*/\1$version/" {} +
# No key is ever committed whole, not even one that cannot exist.
rest=QKX3MZ5TW2RNB4D
grep -rlF "AKIA7…" "$samples" | xargs sed -i "s/AKIA7…/AKIA7$rest/"
unpacked=$(dotnet nuget locals global-packages --list | sed 's/^[^:]*: *//')/arch.analyzers/$version
trap 'rm -rf "$work" "$unpacked"' EXIT

say() { printf '\n\033[1m%s\033[0m\n' "$1"; }

# Builds a sample and prints our findings without what only tools read; the exit code is the build's.
build() {
    local code=0
    dotnet build "$samples/$1" --no-incremental --disable-build-servers -nologo -v:q -clp:NoSummary > "$work/log" 2>&1 || code=$?
    sed -nE "s|^$samples/([^ ]*: (warning\|error) ARCH.*) \(https?:[^ ]*\) \[.*\]\$|\1|p" "$work/log" | sort -u -t'(' -k1,1 -k2,2n | tee "$work/seen"
    if [ $code -ne 0 ] && ! [ -s "$work/seen" ]; then
        tail -n 30 "$work/log" >&2
        fail "$1 could not be built"
    fi
    return $code
}

for broken in "$samples"/*.Broken; do
    broken=${broken##*/}
    good=${broken%.Broken}
    # A further twin of a sample is there for what is no warning.
    [ -d "$samples/$good" ] || continue

    say "samples/$broken, as its developers see it"
    build "$broken" || fail "warnings must not break a build outside CI"
    [ -s "$work/seen" ] || fail "the broken sample raised nothing"
    ids=$(sed -E 's/^.*: warning (ARCH[0-9]+): .*$/\1/' "$work/seen" | sort -u)

    say "The same in CI (CI=true)"
    if CI=true build "$broken"; then fail "the CI build of the broken sample must not pass"; fi
    echo "the build failed, as it should"

    say "What dotnet format analyzers makes of it"
    rm -rf "$work/before"
    cp -R "$samples/$broken" "$work/before"
    # shellcheck disable=SC2086 # a list of ids
    quietly dotnet format analyzers "$(find "$samples/$broken" -maxdepth 1 \( -name '*.slnx' -o -name '*.csproj' \))" --no-restore --severity info --diagnostics $ids || fail "dotnet format failed"
    (cd "$work" && diff -ru --exclude=bin --exclude=obj before "samples/$broken") || true

    say "samples/$good in CI (CI=true)"
    CI=true build "$good" || fail "the good sample must build in CI"
    echo "clean"
done
