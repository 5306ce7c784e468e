using OmniSage.GrainInterfaces.Documents;

namespace OmniSage.Api.Documents;

/// <summary>One version of a policy or of settings, without its text.</summary>
internal sealed record DocumentVersionView(int Version, string? By, string? At, string Note, int? Restores)
{
    public static DocumentVersionView Of(DocumentVersion version) => new(
        version.Number,
        version.By?.ToString("N"),
        version.AtUs is { } at ? Timestamp.Text(at) : null,
        version.Note,
        version.Restores);
}

/// <summary>One version of a policy or of settings with its document, YAML.</summary>
internal sealed record DocumentView(int Version, string Text, string? By, string? At, string Note, int? Restores)
{
    public static DocumentView Of(DocumentText document)
    {
        var version = DocumentVersionView.Of(document.Version);
        return new(version.Version, document.Text, version.By, version.At, version.Note, version.Restores);
    }
}

/// <summary>What became of a change: <c>changed</c> or <c>unchanged</c>; and the version that is current now.</summary>
internal sealed record DocumentReceiptView(DocumentOutcome Outcome, int Version);

/// <summary>What changed from one version to another, in the unified form; empty when nothing did.</summary>
internal sealed record DocumentDiffView(int From, int To, string Diff);
