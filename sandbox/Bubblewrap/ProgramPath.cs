namespace OmniSage.Sandbox.Bubblewrap;

/// <summary>Finds programs the way a shell does.</summary>
internal static class ProgramPath
{
    /// <summary>The full path of a program, or null.</summary>
    internal static string? Find(string program) => program.Contains('/', StringComparison.Ordinal)
        ? File.Exists(program) ? Path.GetFullPath(program) : null
        : (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Concat(["/usr/bin", "/bin"])
            .Where(Path.IsPathFullyQualified)
            .Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);
}
