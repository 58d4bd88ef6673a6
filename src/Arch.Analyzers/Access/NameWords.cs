using System;
using System.Collections.Generic;

namespace Arch.Analyzers.Access;

/// <summary>
/// The words of a path of names, in lower case. Whole names cannot be searched for words: <c>ses</c> is in <c>SessionSecret</c>.
/// </summary>
internal sealed class NameWords
{
    private static readonly Dictionary<string, string[]> s_compounds = new()
    {
        ["accesskey"] = ["access", "key"],
        ["accesskeyid"] = ["access", "key", "id"],
        ["secretkey"] = ["secret", "key"],
        ["secretaccesskey"] = ["secret", "access", "key"],
        ["accesskeysecret"] = ["access", "key", "secret"],
        ["accesssecret"] = ["access", "secret"],
        ["sessiontoken"] = ["session", "token"],
        ["securitytoken"] = ["security", "token"],
        ["secretsmanager"] = ["secrets", "manager"],
    };

    private readonly List<string> _words = [];

    public NameWords(string path)
    {
        var startsSegment = true;
        for (var i = 0; i < path.Length;)
        {
            if (!char.IsLetterOrDigit(path[i]))
            {
                startsSegment |= path[i] is ':' or '.' or '/' || (path[i] == '_' && i + 1 < path.Length && path[i + 1] == '_');
                i++;
                continue;
            }

            if (startsSegment)
            {
                LastSegment = _words.Count;
                LastSegmentStart = i;
                startsSegment = false;
            }

            var start = i++;
            while (i < path.Length && char.IsLetterOrDigit(path[i]) && !StartsWord(path, i))
                i++;
            Add(path.Substring(start, i - start).ToLowerInvariant());
        }
    }

    public int Count => _words.Count;

    /// <summary>The first word of the last segment.</summary>
    public int LastSegment { get; }

    /// <summary>Where the last segment starts in the path.</summary>
    public int LastSegmentStart { get; }

    public string this[int index] => _words[index];

    /// <summary>True when the last of the words from <paramref name="first"/> on are these.</summary>
    public bool EndWith(IReadOnlyList<string> ending, int first = 0)
    {
        var start = Count - ending.Count;
        if (start < first || ending.Count == 0)
            return false;
        for (var i = 0; i < ending.Count; i++)
        {
            if (_words[start + i] != ending[i])
                return false;
        }

        return true;
    }

    public bool EndWith(NameWords ending) => EndWith(ending._words);

    private void Add(string word)
    {
        if (StartsWith(word, "aws") || StartsWith(word, "amazon"))
        {
            var provider = word[1] == 'w' ? "aws" : "amazon";
            _words.Add(provider);
            word = word.Substring(provider.Length);
        }

        if (s_compounds.TryGetValue(word, out var parts))
            _words.AddRange(parts);
        else if (Count > LastSegment && (_words[Count - 1], word) is ("dynamo", "db") or ("cloud", "watch"))
            _words[Count - 1] += word;
        else
            _words.Add(word);
    }

    private static bool StartsWith(string word, string provider) => word.Length > provider.Length && word.StartsWith(provider, StringComparison.Ordinal);

    private static bool StartsWord(string path, int at) =>
        char.IsUpper(path[at])
        && (!char.IsUpper(path[at - 1]) || (at + 1 < path.Length && char.IsLower(path[at + 1])));
}
