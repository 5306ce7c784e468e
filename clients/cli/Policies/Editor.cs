using System.ComponentModel;
using System.Diagnostics;

namespace OmniSage.Cli.Policies;

/// <summary>A person's own editor on a text.</summary>
internal static class Editor
{
    /// <summary>The text as the person left it, and the file that it is in, which stays.</summary>
    public static async Task<(string Text, string File)> EditAsync(
        string text, string name, CancellationToken cancellation)
    {
        var editor = Variable("VISUAL") ?? Variable("EDITOR") ?? throw new Fault(
            "There is no editor: set EDITOR, or give the policy with --file.", ExitCode.WrongUse, "no_editor");
        // Only for whoever runs this: a policy may say more than others should know.
        var file = Path.Combine(Directory.CreateTempSubdirectory("omnisage-").FullName, name);
        await File.WriteAllTextAsync(file, text, cancellation);
        // As other programs do it: EDITOR may hold options, so a shell takes it apart.
        var start = new ProcessStartInfo("/bin/sh", ["-c", $"{editor} \"$1\"", "sh", file]);
        try
        {
            using var process = Process.Start(start)!;
            await process.WaitForExitAsync(cancellation);
            if (process.ExitCode != 0)
                throw new Fault($"The editor ended with {process.ExitCode}: nothing was changed.", code: "editor");
        }
        catch (Win32Exception)
        {
            throw new Fault(
                "The editor cannot be started: set EDITOR, or use --file.", ExitCode.WrongUse, "no_editor");
        }

        return (await File.ReadAllTextAsync(file, cancellation), file);
    }

    private static string? Variable(string name) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
