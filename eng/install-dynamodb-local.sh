#!/usr/bin/env bash
# Puts DynamoDB Local below artifacts/, where the tests find it. It needs npm for the download and Java to run.
set -euo pipefail

version=2.9.30
target="$(cd "$(dirname "$0")/.." && pwd)/artifacts/dynamodb-local"
jar="$target/emulator/DynamoDBLocal.jar"

if [[ -f "$jar" && "$(cat "$target/version" 2>/dev/null)" == "$version" ]]; then
    exit 0
fi

for tool in npm java tar; do
    command -v "$tool" >/dev/null || { echo "install-dynamodb-local: $tool is missing" >&2; exit 1; }
done

download="$(mktemp -d)"
trap 'rm -rf "$download"' EXIT
(cd "$download" && npm pack --silent "amplify-dynamodb-simulator@$version" >/dev/null)
rm -rf "$target"
mkdir -p "$target"
tar -xzf "$download"/*.tgz -C "$target" --strip-components=1 package/emulator package/LICENSE
[[ -f "$jar" ]] || { echo "install-dynamodb-local: the package holds no DynamoDBLocal.jar" >&2; exit 1; }
echo "$version" >"$target/version"
