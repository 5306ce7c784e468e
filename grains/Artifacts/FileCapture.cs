using Microsoft.Extensions.Options;
using OmniSage.GrainInterfaces.Artifacts;
using OmniSage.Grains.Policies;
using OmniSage.Grains.Runs;
using OmniSage.Grains.Tools;
using OmniSage.Sandbox;

namespace OmniSage.Grains.Artifacts;

/// <summary>
/// Keeps the file that a call names, outside grains, before anyone decides about the call. Doing so again changes
/// nothing: the same content is stored once.
/// </summary>
internal sealed class FileCapture(TaskSandboxes sandboxes, IArtifacts artifacts, IOptions<AgentOptions> options)
{
    /// <summary>Entries of the file's folder that are looked at, to tell a file from a link.</summary>
    public const int EntriesMax = 10_000;

    /// <exception cref="ToolFaultException">The model can mend it.</exception>
    /// <exception cref="SandboxException">The file cannot be read.</exception>
    public async Task<FileCaptured> CaptureAsync(PrepareOrder order, CancellationToken cancellation)
    {
        var given = FilesPublishTool.Read(order.Call.Arguments).Path;
        var session = await sandboxes.OpenAsync(order.Run, order.Place, order.Workspace, cancellation);
        if (sandboxes.TakeLoss(order.Run)) throw Replaced(hasKept: order.Workspace is not null);
        var path = CallTargets.PathOf(given);
        await RequireNoLinkAsync(session, path, cancellation);
        var bytesMax = options.Value.ArtifactBytesMax;
        var file = await session.ReadAsync(given, bytesMax, cancellation);
        if (file.Truncated)
        {
            throw new ToolFaultException(
                $"The file has {file.Total} bytes; {bytesMax} can be published.", code: "too_large");
        }

        var sha256 = await artifacts.KeepAsync(order.Run.Tenant, file.Bytes);
        return new()
        {
            Run = order.Run,
            Step = order.Step,
            Attempt = order.Attempt,
            Path = path,
            Sha256 = sha256,
            Bytes = file.Bytes.Length,
            MediaType = MediaTypes.Of(file.Bytes.Span, path),
        };
    }

    /// <summary>What is in a fresh sandbox may not be what the model means.</summary>
    private static ToolFaultException Replaced(bool hasKept) => new(
        $"{SandboxNotes.Of(isReplaced: true, hasDied: false, isUnkept: false, hasKept)} Nothing was published; look at "
        + "the file first, then call again.",
        code: "sandbox_replaced");

    /// <summary>A link is not what it shows: whoever sees its name takes it for the file.</summary>
    private static async Task RequireNoLinkAsync(
        ISandboxSession session, string path, CancellationToken cancellation)
    {
        var slash = path.LastIndexOf('/');
        var listing = await session.ListAsync(slash < 0 ? "." : path[..slash], EntriesMax, cancellation);
        var entry = listing.Entries.FirstOrDefault(entry => entry.Name == path[(slash + 1)..]);
        if (entry is { Kind: FileKind.Link })
        {
            throw new ToolFaultException("This is a link. Name the file itself.", code: "not_a_file");
        }

        if (entry is null && listing.Truncated)
        {
            throw new ToolFaultException(
                $"The file's folder has more than {EntriesMax} entries; copy the file elsewhere first.");
        }
    }
}
