using OmniSage.GrainInterfaces.Policies;

namespace OmniSage.Api.Policy;

/// <summary>One version of the policy, without its text.</summary>
internal sealed record PolicyVersionView(int Version, string? By, string? At, string Note, int? Restores)
{
    public static PolicyVersionView Of(PolicyVersion version) => new(
        version.Number,
        version.By?.ToString("N"),
        version.AtUs is { } at ? Timestamp.Text(at) : null,
        version.Note,
        version.Restores);
}

/// <summary>One version of the policy with its document, YAML.</summary>
internal sealed record PolicyView(int Version, string Text, string? By, string? At, string Note, int? Restores)
{
    public static PolicyView Of(PolicyText policy)
    {
        var version = PolicyVersionView.Of(policy.Version);
        return new(version.Version, policy.Text, version.By, version.At, version.Note, version.Restores);
    }
}

/// <summary>What became of a change: <c>changed</c> or <c>unchanged</c>; and the version that is current now.</summary>
internal sealed record PolicyReceiptView(PolicyOutcome Outcome, int Version);

/// <summary>What changed from one version to another, in the unified form; empty when nothing did.</summary>
internal sealed record PolicyDiffView(int From, int To, string Diff);

/// <summary>A policy that comes with OmniSage.</summary>
internal sealed record PolicyPresetView(string Name, string Text);
