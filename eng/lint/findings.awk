# Turns SARIF files as the compiler writes them (one key per line) into lines "path:line:column: level id: message".
# Suppressed findings and those of other tools are left out, a crash of ours is not.

function value(line) {
    sub(/^[^:]*: "/, "", line)
    sub(/",?$/, "", line)
    gsub(/\\"/, "\"", line)
    gsub(/\\\\/, "\\", line)
    return line
}

function path(uri,    hex, at, decoded) {
    sub(/^file:\/\//, "", uri)
    hex = "0123456789ABCDEF"
    while ((at = match(uri, /%[0-9A-F][0-9A-F]/)) > 0) {
        decoded = decoded substr(uri, 1, at - 1) sprintf("%c", (index(hex, substr(uri, at + 1, 1)) - 1) * 16 + index(hex, substr(uri, at + 2, 1)) - 1)
        uri = substr(uri, at + 3)
    }
    decoded = decoded uri
    return index(decoded, root) == 1 ? substr(decoded, length(root) + 1) : decoded
}

/^          "ruleId": /     { id = value($0); file = ""; line = ""; column = ""; suppressed = 0 }
/^          "level": /      { level = value($0) }
/^            "text": /     { text = value($0) }
/^          "suppressions"/ { suppressed = 1 }
/"uri": / && file == ""     { file = path(value($0)) }
/"startLine": / && line == ""     { line = $2 + 0 }
/"startColumn": / && column == "" { column = $2 + 0 }
/^        }/ && id != "" {
    if (!suppressed && (id ~ /^ARCH[0-9]/ || (id == "AD0001" && text ~ /Arch\.Analyzers/)))
        print (file == "" ? "(project)" : file) ":" line + 0 ":" column + 0 ": " level " " id ": " text
    id = ""
}
