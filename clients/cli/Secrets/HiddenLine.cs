using System.Text;

namespace OmniSage.Cli.Secrets;

/// <summary>
/// Reads a value that nobody is to see: from the terminal without showing it, or from what is piped in.
/// </summary>
internal static class HiddenLine
{
    public static async Task<string> ReadAsync(string question, CancellationToken cancellation)
    {
        // A line break at the end is the shell's, not the value's.
        if (Console.IsInputRedirected) return (await Console.In.ReadToEndAsync(cancellation)).TrimEnd('\r', '\n');
        await Console.Error.WriteAsync(question);
        var text = new StringBuilder();
        while (Console.ReadKey(intercept: true) is { Key: not ConsoleKey.Enter } key)
        {
            if (key.Key == ConsoleKey.Backspace) text.Length = Math.Max(0, text.Length - 1);
            else if (!char.IsControl(key.KeyChar)) text.Append(key.KeyChar);
        }

        await Console.Error.WriteLineAsync();
        return text.ToString();
    }
}
