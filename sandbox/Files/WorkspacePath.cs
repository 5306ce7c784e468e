namespace OmniSage.Sandbox.Files;

/// <summary>Checks a path as it comes from outside and makes it relative to the workspace.</summary>
internal static class WorkspacePath
{
    internal const string Root = "/workspace";
    private const int LengthMax = 4096;

    /// <summary>The path without <c>.</c> and doubled slashes; <c>.</c> for the workspace itself.</summary>
    internal static string Parse(string path)
    {
        if (path.Length is 0 or > LengthMax || path.Contains('\0', StringComparison.Ordinal))
        {
            throw Refuse("A path has 1 to 4096 characters and no U+0000.");
        }

        var inside = path;
        if (path[0] == '/')
        {
            if (path != Root && !path.StartsWith(Root + "/", StringComparison.Ordinal))
            {
                throw Refuse("The path is outside /workspace.");
            }

            inside = path[Root.Length..];
        }

        var names = inside.Split('/', StringSplitOptions.RemoveEmptyEntries).Where(name => name != ".").ToArray();
        return names.Contains("..")
            ? throw Refuse("A path must not contain '..'.")
            : names.Length == 0 ? "." : string.Join('/', names);
    }

    internal static SandboxException Refuse(string why) =>
        new(SandboxException.PathRefused, retryable: false, why);
}
