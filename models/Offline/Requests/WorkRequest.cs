using OmniSage.Models.Offline.Answers;

namespace OmniSage.Models.Offline.Requests;

/// <summary>A request that a task does with tools.</summary>
internal abstract record WorkRequest : Request
{
    /// <summary>The request in words that, read again, give the same work.</summary>
    public abstract string Goal { get; }

    /// <summary>The request in one short line, for lists and answers.</summary>
    public abstract string Title { get; }

    /// <summary>Commands that must exit with 0 for the task to count as verified.</summary>
    public virtual ImmutableArray<string> Checks => [];

    /// <summary>What a person should know before relying on it; null when there is nothing.</summary>
    public virtual string? Remark => null;

    /// <summary>The calls to make: those of one step side by side, the steps one after another.</summary>
    public abstract ImmutableArray<ImmutableArray<ToolCall>> Steps { get; }

    /// <summary>The first line of a text that says something, and whether there are more.</summary>
    protected static string FirstLine(string text)
    {
        var trimmed = text.AsSpan().Trim();
        var end = trimmed.IndexOf('\n');
        return end < 0 ? trimmed.ToString() : $"{trimmed[..end].TrimEnd()} …";
    }
}
