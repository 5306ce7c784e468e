using System.ComponentModel;
using System.Diagnostics;

namespace OmniSage.Cli.Documents;

/// <summary>A person's own editor on a text.</summary>
internal static class Editor
{
    /// <summary>The text as the person left it, and the file that it is in, which stays.</summary>
    /// <param name="text">What is edited.</param>
    /// <param name="name">The file's name; its ending tells editors what it is.</param>
    /// <param name="otherwise">What else to do where there is no editor, as the end of a sentence.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public static async Task<(string Text, string File)> EditAsync(
        string text, string name, string otherwise, CancellationToken cancellation)
    {
        var editor = Variable("VISUAL") ?? Variable("EDITOR") ?? throw new Fault(
            $"There is no editor: set EDITOR{otherwise}.", ExitCode.WrongUse, "no_editor");
        // Only for whoever runs this: the text may say more than others should know.
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
                $"The editor cannot be started: set EDITOR{otherwise}.", ExitCode.WrongUse, "no_editor");
        }

        return (await File.ReadAllTextAsync(file, cancellation), file);
    }

    /// <summary>Removes a file that was edited, with its folder, when nobody needs it any more.</summary>
    public static void Forget(string file) => Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);

    private static string? Variable(string name) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
