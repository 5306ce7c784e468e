using OmniSage.GrainInterfaces.Approvals;
using OmniSage.GrainInterfaces.Artifacts;
using OmniSage.Grains.Policies;
using OmniSage.Grains.Tools;
using OmniSage.Grains.Tools.Schemas;

namespace OmniSage.Grains.Artifacts;

/// <summary>
/// <c>files.publish</c>: a file of the task becomes one of its workspace. The file is kept first, and the call's
/// arguments name its bytes and what they replace: that text is judged, shown and approved. The executor's grain
/// carries it out itself. Pure.
/// </summary>
internal static class FilesPublishTool
{
    public static ToolManifest Manifest { get; } = new(
        ToolIds.FilesPublish,
        Version: 1,
        "Copies a file of the task's workspace into the files of the whole workspace, where people and other tasks "
        + "find it. A person may have to approve it first.",
        ToolManifest.SchemaOf(
            $$"""
            {
              "type": "object",
              "properties": {
                "path": {
                  "type": "string", "minLength": 1, "format": "task-path",
                  "description": "The file in the task's workspace."
                },
                "as": {
                  "type": "string", "minLength": 1, "maxLength": {{WorkspaceFilePath.CharsMax}}, "format": "path",
                  "description": "What it is to be called in the workspace, such as reports/may.csv; path by default."
                }
              },
              "required": ["path"],
              "additionalProperties": false
            }
            """))
    {
        CompletedSchema = ToolManifest.SchemaOf(
            $$"""
            {
              "type": "object",
              "properties": {
                "path": { "type": "string", "minLength": 1 },
                "as": { "type": "string", "minLength": 1, "maxLength": {{WorkspaceFilePath.CharsMax}} },
                "sha256": { "type": "string", "minLength": 64, "maxLength": 64 },
                "bytes": { "type": "integer", "minimum": 0 },
                "replaces": { "type": "string", "minLength": 64, "maxLength": 64 }
              },
              "required": ["path", "as", "sha256", "bytes"],
              "additionalProperties": false
            }
            """),
        Scopes = [ToolScopes.Publish],
        Risk = ToolRisk.Middling,
        Effects = ToolEffects.External,
        Users = ToolUsers.Executors,
        // It is durable together with the event that says so.
        Idempotency = ToolIdempotency.Key,
    };

    /// <summary>What a model wants, with the name that the file would have.</summary>
    /// <exception cref="ToolFaultException">The arguments do not fit, or no file can be called that.</exception>
    public static PublishWish Read(string arguments)
    {
        SchemaCheck.Require(Manifest, arguments);
        var read = ToolArguments.Read<PublishWish>(arguments);
        var named = read.As ?? CallTargets.PathOf(read.Path);
        return WorkspaceFilePath.WhyRefused(named) is { } why
            ? throw new ToolFaultException($"The file cannot be published as this. {why} Name another one under as.")
            : read with { As = named };
    }

    /// <summary>The call's arguments in full: which bytes, and what they take the place of.</summary>
    public static string Complete(PublishWish wish, Artifact artifact, string? replaces) => ToolArguments.Write(
        new Publication(artifact.Path, wish.As!, artifact.Sha256, artifact.Bytes, replaces));

    /// <summary>Reads arguments in full, as they were judged.</summary>
    /// <exception cref="ToolFaultException">They are not what <see cref="Complete"/> makes.</exception>
    public static Publication ReadWhole(string arguments)
    {
        var read = ToolArguments.Read<Publication>(arguments);
        // Names count in any case where they are read; two readers must not see two things.
        return CanonicalJson.Of(ToolArguments.Write(read)) == CanonicalJson.Of(arguments)
            ? read
            : throw new ToolFaultException("The arguments are path, as, sha256, bytes and replaces, each once.");
    }

    /// <summary>Why a person cannot have these arguments used instead; null when they can.</summary>
    public static string? WhyRefused(Publication asked, Publication edited) =>
        (edited.Path, edited.Sha256, edited.Bytes) != (asked.Path, asked.Sha256, asked.Bytes)
            ? "Only as can be changed: which bytes are published is settled."
            : WorkspaceFilePath.WhyRefused(edited.As);

    /// <summary>Why it is not so that this is what the file takes the place of; null when it is.</summary>
    public static string? WhyNotReplaced(Publication wish, WorkspaceFile? current) => (wish.Replaces, current) switch
    {
        (null, { } found) => $"There is a file {wish.As} already, with the SHA-256 {found.Sha256}.",
        ({ }, null) => $"There is no file {wish.As} to be replaced.",
        ({ } replaced, { } found) when replaced != found.Sha256 =>
            $"The file {wish.As} has changed meanwhile: its SHA-256 is {found.Sha256}.",
        _ => null,
    };
}
