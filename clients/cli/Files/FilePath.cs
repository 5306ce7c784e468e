using OmniSage.Cli.Display;

namespace OmniSage.Cli.Files;

/// <summary>The path of a workspace's file in an address.</summary>
internal static class FilePath
{
    /// <summary>
    /// The address below the workspace. Parts that are dots or nothing would lead to another address, so they are
    /// refused here; all else is the server's to judge.
    /// </summary>
    public static string Address(string path)
    {
        var parts = path.Split('/');
        if (parts.Any(part => part is "" or "." or ".."))
        {
            throw new Fault(
                $"'{Plain.Short(path, 80)}' is no path of a workspace's file: give it as the list shows it.",
                ExitCode.WrongUse,
                "bad_path");
        }

        return $"files/{string.Join('/', parts.Select(Uri.EscapeDataString))}";
    }
}
