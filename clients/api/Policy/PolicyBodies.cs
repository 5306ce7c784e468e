using System.Text.Json;

namespace OmniSage.Api.Policy;

/// <summary>A call that nobody makes.</summary>
internal sealed record PolicyTestBody
{
    /// <summary>The tool's id, such as <c>web.fetch</c>.</summary>
    public required string? Tool { get; init; }

    /// <summary>As the tool takes them; none without it.</summary>
    public JsonElement? Arguments { get; init; }

    /// <summary>What the call was made from; what a member said without it.</summary>
    public PolicyTestLabels? Labels { get; init; }

    /// <summary>On whose behalf; the caller of this endpoint without it.</summary>
    public PolicyTestCaller? Caller { get; init; }

    /// <summary>The agent's slug; the built-in one, <c>default</c>, without it.</summary>
    public string? Agent { get; init; }
}

internal sealed record PolicyTestLabels(Trust Trust = Trust.Member, Sensitivity Sensitivity = Sensitivity.Internal);

internal sealed record PolicyTestCaller(string? Account = null, TenantRole? Role = null);
