using System.Diagnostics.CodeAnalysis;

namespace OmniSage.Bench;

/// <summary>What stands on the command line: where the JSON goes, and which suites are wanted.</summary>
internal sealed record BenchArguments(string? JsonFile, IReadOnlyList<string> Names)
{
    public static bool TryRead(
        string[] args, IEnumerable<string> known, [NotNullWhen(true)] out BenchArguments? read, out string? wrong)
    {
        var names = new List<string>();
        string? file = null;
        (read, wrong) = (null, null);
        for (var at = 0; at < args.Length; at++)
        {
            if (args[at] == "--json" && at + 1 < args.Length) file = args[++at];
            else if (known.Contains(args[at])) names.Add(args[at]);
            else wrong = "Use: ./omnisage bench [--json FILE] [NAME ...], a NAME being one of "
                + $"{string.Join(", ", known)}.";
        }

        if (wrong is not null) return false;
        read = new(file, names);
        return true;
    }
}
