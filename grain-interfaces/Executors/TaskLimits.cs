namespace OmniSage.GrainInterfaces.Executors;

/// <summary>What one task may use at the most. A task that reaches a limit ends as failed and names it.</summary>
[GenerateSerializer, Immutable, Alias("omnisage.task-limits")]
public sealed record TaskLimits
{
    /// <summary>Model calls, tool calls and checks together. Default 100.</summary>
    [Id(0)] public int StepsMax { get; init; } = 100;

    /// <summary>Time that it works, waiting for a place not counted. Default one hour.</summary>
    [Id(1)] public TimeSpan TimeMax { get; init; } = TimeSpan.FromHours(1);

    /// <summary>How often the model may try again after a check failed. Default 2.</summary>
    [Id(2)] public int CheckRoundsMax { get; init; } = 2;

    /// <summary>Bytes of the result's summary in UTF-8; more is cut, and said so. Default 64 KiB.</summary>
    [Id(3)] public int SummaryBytesMax { get; init; } = 64 * 1024;
}
