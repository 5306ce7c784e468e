namespace OmniSage.Api.OpenAi;

/// <summary>A task that has not ended.</summary>
/// <param name="Turn">The turn that delegated it.</param>
internal sealed record OpenTask(Guid Turn)
{
    /// <summary>What it asks a person.</summary>
    public Guid? Question { get; init; }

    /// <summary>The approval that it waits for, by its own journal.</summary>
    public Guid? Approval { get; init; }

    /// <summary>The approval that people were shown last.</summary>
    public Guid? Shown { get; init; }

    /// <summary>A limit in money or tokens is in its way; and people were told.</summary>
    public bool IsShort { get; init; }

    public bool IsToldShort { get; init; }

    public bool Waits => Question is not null || (Approval is not null && Approval == Shown) || IsToldShort;
}
