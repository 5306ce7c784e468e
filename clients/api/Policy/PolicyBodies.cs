using System.Text.Json;

namespace OmniSage.Api.Policy;

/// <summary>A policy to be.</summary>
/// <param name="Text">The whole document, YAML.</param>
/// <param name="Note">Why, in one line of at most 500 characters.</param>
internal sealed record PolicyBody(string Text, string? Note = null);

/// <param name="Version">The version whose text is to be current again.</param>
/// <param name="Note">Why, in one line of at most 500 characters.</param>
internal sealed record PolicyRollbackBody(int Version, string? Note = null);

/// <summary>A call that nobody makes.</summary>
/// <param name="Tool">Its id, such as <c>web.fetch</c>.</param>
/// <param name="Arguments">As the tool takes them; none without it.</param>
/// <param name="Labels">What the call was made from; what a member said without it.</param>
/// <param name="Caller">On whose behalf; the caller of this endpoint without it.</param>
/// <param name="Agent">The agent's name; <c>default</c> without it.</param>
internal sealed record PolicyTestBody(
    string Tool,
    JsonElement? Arguments = null,
    PolicyTestLabels? Labels = null,
    PolicyTestCaller? Caller = null,
    string? Agent = null);

internal sealed record PolicyTestLabels(Trust Trust = Trust.Member, Sensitivity Sensitivity = Sensitivity.Internal);

internal sealed record PolicyTestCaller(string? Account = null, TenantRole? Role = null);
