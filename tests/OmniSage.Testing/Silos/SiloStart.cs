using System.Diagnostics;
using System.Globalization;

namespace OmniSage.Testing.Silos;

/// <summary>How a process of OmniSage is started: which program, on which data, with which settings.</summary>
public sealed record SiloStart(string DataFolder)
{
    /// <summary>0 for any that is free.</summary>
    public int Port { get; init; }

    /// <summary>
    /// Words before the silo's own arguments: the program's assembly, and what it needs to know first.
    /// </summary>
    public IReadOnlyList<string> Program { get; init; } = [SiloAssembly];

    /// <summary>
    /// Settings by the names of environment variables; all others that begin with OMNISAGE_ are taken away.
    /// </summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();

    /// <summary>Words before <c>dotnet</c>, such as another user's name to run it as.</summary>
    public IReadOnlyList<string> Prefix { get; init; } = [];

    /// <summary>The real silo, built beside the tests in the same configuration.</summary>
    public static string SiloAssembly { get; } = AssemblyOf("OmniSage.Silo");

    /// <summary>An assembly of this solution in its own output folder.</summary>
    public static string AssemblyOf(string project)
    {
        var own = new DirectoryInfo(AppContext.BaseDirectory);
        return Path.Combine(own.Parent!.Parent!.FullName, project, own.Name, $"{project}.dll");
    }

    internal ProcessStartInfo ToInfo()
    {
        var words = new List<string>(Prefix)
        {
            Environment.ProcessPath is { } path && Path.GetFileName(path) == "dotnet" ? path : "dotnet", "exec",
        };
        words.AddRange(Program);
        words.AddRange(["up", "--port", Port.ToString(CultureInfo.InvariantCulture), "--data", DataFolder]);
        var info = new ProcessStartInfo(words[0], words[1..])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var name in info.Environment.Keys.Where(
            name => name.StartsWith("OMNISAGE_", StringComparison.Ordinal)).ToList())
        {
            info.Environment.Remove(name);
        }

        foreach (var (name, value) in Settings) info.Environment[name] = value;
        return info;
    }
}
