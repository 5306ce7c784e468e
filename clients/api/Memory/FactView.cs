using OmniSage.GrainInterfaces.Memory;

namespace OmniSage.Api.Memory;

/// <summary>One fact. <see cref="Score"/> is there where it was searched for.</summary>
internal sealed record FactView(
    string Id,
    MemoryScopeKind Scope,
    string Subject,
    string Text,
    int Importance,
    string By,
    string ValidFrom,
    string? Expires,
    string? Supersedes,
    Trust Trust,
    Sensitivity Sensitivity,
    double? Score = null)
{
    public static FactView Of(Fact fact) => new(
        fact.Id.ToString("N"),
        fact.Scope.Kind,
        fact.Scope.Subject.ToString("N"),
        fact.Text,
        fact.Importance,
        fact.By.ToString("N"),
        Timestamp.Text(fact.ValidFromUs),
        fact.ExpiresUs is { } expires ? Timestamp.Text(expires) : null,
        fact.Supersedes?.ToString("N"),
        fact.Labels.Trust,
        fact.Labels.Sensitivity);

    public static FactView Of(FoundFact found) => Of(found.Fact) with { Score = Math.Round(found.Score, 3) };
}

/// <summary>Where a fact comes from, and which runs were told it.</summary>
internal sealed record FactWhy(FactView Fact, FactSourceView Source, IReadOnlyList<FactUseView> Uses);

/// <summary>The event that said it; empty for a fact that was typed in.</summary>
internal sealed record FactSourceView(
    string? Journal, long? Seq, string? Event, string? Thread, string? Run, string? Message)
{
    public static FactSourceView Of(FactSource source) => new(
        source.Journal?.ToString("N"),
        source.Seq,
        source.Event?.ToString("N"),
        source.Thread?.ToString("N"),
        source.Run?.ToString("N"),
        source.Message?.ToString("N"));
}

/// <summary>A run that was told a fact, and how well the fact fitted.</summary>
internal sealed record FactUseView(string Run, string Thread, string At, double Score)
{
    public static FactUseView Of(FactUse use) => new(
        use.Run.ToString("N"), use.Thread.ToString("N"), Timestamp.Text(use.AtUs), Math.Round(use.Score, 3));
}

/// <summary>Whether anything new is remembered in a workspace, and in a thread where one was named.</summary>
internal sealed record MemorySwitchView(bool Workspace, bool? Thread);

/// <summary>A fact is gone.</summary>
internal sealed record ForgottenView(string Fact);
