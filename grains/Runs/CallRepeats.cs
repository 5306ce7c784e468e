using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using OmniSage.Grains.Tools;

namespace OmniSage.Grains.Runs;

/// <summary>
/// How often in a row a run made the same call and got the same back, or met the same error whatever it called with.
/// Once it is told so, one more is too many. Pure.
/// </summary>
internal sealed record CallRepeats
{
    /// <summary>What the note that tells it begins with; by this the fold knows that it was told.</summary>
    private const string Mark = "[note] You have made the same call ";

    public static CallRepeats None { get; } = new();

    /// <summary>The SHA-256 of the last call with its result; of an error without its arguments.</summary>
    public string? Last { get; init; }

    public string Tool { get; init; } = "";

    /// <summary>How often in a row, the first included.</summary>
    public int Count { get; init; }

    /// <summary>How often it was when the model was told; 0 while it was not.</summary>
    public int ToldAt { get; init; }

    /// <summary>The model is to be told before it is asked again.</summary>
    public bool IsToTell(int max) => Count >= max && ToldAt == 0;

    /// <summary>The model was told, and went on.</summary>
    public bool IsEndless => ToldAt > 0 && Count > ToldAt;

    public string Note => string.Create(
        CultureInfo.InvariantCulture,
        $"{Mark}{Count} times with the same result ({Tool}). It will not change: do something else, or say what you "
        + $"have and what is missing. The next time ends this run.");

    public string Error => string.Create(
        CultureInfo.InvariantCulture,
        $"The run went in a circle: it called {Tool} {Count} times in a row with the same result, and went on after it "
        + $"was told.");

    public CallRepeats Add(ToolCall? call, string result)
    {
        if (call is null) return this;
        var key = KeyOf(call, result);
        return key == Last
            ? this with { Count = Count + 1 }
            : new() { Last = key, Tool = call.Tool, Count = 1 };
    }

    public CallRepeats Tell(string note) =>
        note.StartsWith(Mark, StringComparison.Ordinal) ? this with { ToldAt = Count } : this;

    /// <summary>An error counts whatever the call was made with, as changing that does not help.</summary>
    private static string KeyOf(ToolCall call, string result)
    {
        var arguments = ToolErrors.IsError(result) ? "" : call.Arguments;
        return Convert.ToHexStringLower(SHA256.HashData(
            Encoding.UTF8.GetBytes($"{call.Tool}\n{arguments.Length}\n{arguments}\n{result}")));
    }
}
