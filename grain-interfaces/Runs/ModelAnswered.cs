namespace OmniSage.GrainInterfaces.Runs;

/// <summary>The model answered with text, with calls of tools, or with both.</summary>
[GenerateSerializer, Immutable, Alias("omnisage.model-answered")]
public sealed record ModelAnswered : StepReport
{
    [Id(0)] public required string Text { get; init; }

    [Id(1)] public required ImmutableArray<ToolCall> Calls { get; init; }

    [Id(2)] public required ModelUsage Usage { get; init; }

    /// <summary>The model that answered, by its provider's name for it.</summary>
    [Id(3)] public required string Model { get; init; }

    /// <summary>Of a chain: the provider that answered.</summary>
    [Id(4)] public string? Provider { get; init; }

    /// <summary>Of a chain: who failed before; null for nobody.</summary>
    [Id(5)] public ImmutableArray<ModelTry>? Tries { get; init; }

    /// <summary>Of a chain: the model that was asked, by the name in the settings.</summary>
    [Id(6)] public string? Asked { get; init; }
}
