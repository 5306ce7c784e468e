using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;
using OmniSage.GrainInterfaces.Artifacts;
using OmniSage.GrainInterfaces.Workspaces;
using OmniSage.Grains.Journals;
using OmniSage.Grains.Runs;
using OmniSage.Grains.Tools;
using OmniSage.Storage.Artifacts;

namespace OmniSage.Grains.Artifacts;

/// <summary>
/// Carries out <c>files.publish</c> in the executor's own grain: what was kept becomes an artifact of the run, the call
/// is made whole with it, and once it may, the file is published in one unit of work with the events that say so.
/// </summary>
internal sealed class Publishing(
    IArtifacts artifacts, WorkspaceFileCount count, IOptions<AgentOptions> options, GuidSource ids)
{
    /// <summary>Notes the file that was kept for the next call; kept again it is the same artifact.</summary>
    public void Take(Draft draft, Journal<RunState> journal, RunPlace place, FileCaptured captured)
    {
        var run = journal.Next;
        var call = run.Pending[0];
        var known = run.Artifacts.FirstOrDefault(
            one => (one.Path, one.Sha256) == (captured.Path, captured.Sha256));
        if (known is null && run.Artifacts.Length >= options.Value.ArtifactsMax)
        {
            draft.Append(journal, Labels.System, new ToolFailed(
                captured.Step,
                captured.Attempt,
                call.Id,
                "artifacts_limit",
                $"The run has reached its limit of {options.Value.ArtifactsMax} artifacts.",
                Retryable: false));
            return;
        }

        var artifact = known ?? new Artifact
        {
            Id = ids.Next(),
            Workspace = place.Workspace,
            Thread = place.Thread,
            Run = journal.Id.Value,
            Step = captured.Step,
            Tool = call.Tool,
            Path = captured.Path,
            Sha256 = captured.Sha256,
            Bytes = captured.Bytes,
            MediaType = captured.MediaType,
            Labels = run.Labels,
            CreatedUs = Microseconds.Of(draft.Now),
        };
        draft.Append(journal, run.Labels, new ArtifactCreated(call.Id, artifact));
        draft.Change(ArtifactRows.Insert(journal.Id.Tenant, artifact));
    }

    /// <summary>The call with its arguments in full, as things are now.</summary>
    public async Task<ToolCall> CompleteAsync(WorkspaceId workspace, ToolCall call, Artifact artifact)
    {
        var wish = FilesPublishTool.Read(call.Arguments);
        var current = await FindAsync(workspace, wish.As!);
        return call with { Arguments = FilesPublishTool.Complete(wish, artifact, current?.Sha256) };
    }

    /// <summary>
    /// The arguments that policy would judge if this were wanted, as far as that can be told without the file.
    /// </summary>
    public async Task<string> SupposeAsync(WorkspaceId workspace, string arguments)
    {
        try
        {
            var wish = FilesPublishTool.Read(arguments);
            var supposed = new JsonObject { ["path"] = wish.Path, ["as"] = wish.As };
            if (await FindAsync(workspace, wish.As!) is { } current) supposed["replaces"] = current.Sha256;
            return supposed.ToJsonString();
        }
        catch (ToolFaultException)
        {
            // Arguments in full, or nonsense: policy judges what is there.
            return arguments;
        }
    }

    /// <summary>Why a person cannot have these arguments used instead; null when they can.</summary>
    public async Task<string?> WhyRefusedAsync(WorkspaceId workspace, string asked, string edited)
    {
        try
        {
            var wish = FilesPublishTool.ReadWhole(edited);
            return FilesPublishTool.WhyRefused(FilesPublishTool.ReadWhole(asked), wish)
                ?? FilesPublishTool.WhyNotReplaced(wish, await FindAsync(workspace, wish.As));
        }
        catch (Exception fault) when (fault is ToolFaultException or FormatException)
        {
            return fault.Message;
        }
    }

    /// <summary>
    /// Publishes what was kept, if it is what the call names and the workspace is as the call says. A file that changes
    /// until the draft is durable has the whole draft refused, and it is judged anew.
    /// </summary>
    public async Task CarryAsync(Draft draft, Journal<RunState> journal, RunPlace place, ToolCall call)
    {
        var (step, attempt) = (journal.Next.Step, journal.Next.Attempt);
        draft.Append(
            journal, Labels.System, new ToolRequested(step, call, FilesPublishTool.Manifest.Version));
        try
        {
            var workspace = new WorkspaceId(journal.Id.Tenant, place.Workspace);
            var wish = FilesPublishTool.ReadWhole(call.Arguments);
            var current = await FindAsync(workspace, wish.As);
            Check(wish, journal.Next.Prepared!.Artifact, current);
            if (current is null) await RequireRoomAsync(workspace);
            var file = FileOf(wish, journal, place, draft.Now);
            draft.Append(journal, file.Labels, new FilePublished(file));
            draft.Change(WorkspaceFileRows.Publish(workspace, file, wish.Replaces));
            draft.Append(journal, file.Labels, new ToolCompleted(
                step, attempt, call.Id, ResultOf(file, wish).Result, Workspace: null));
        }
        catch (ToolFaultException fault)
        {
            draft.Append(journal, Labels.System, new ToolFailed(
                step, attempt, call.Id, fault.Code, fault.Message, Retryable: false));
        }
    }

    private static void Check(Publication wish, Artifact artifact, WorkspaceFile? current)
    {
        if ((wish.Path, wish.Sha256, wish.Bytes) != (artifact.Path, artifact.Sha256, artifact.Bytes))
            throw new ToolFaultException("The call names other bytes than those that were kept for it.");
        if (WorkspaceFilePath.WhyRefused(wish.As) is { } why) throw new ToolFaultException(why);
        if (FilesPublishTool.WhyNotReplaced(wish, current) is { } changed)
            throw new ToolFaultException($"{changed} Nothing was published; call again.", code: "file_changed");
    }

    private async Task RequireRoomAsync(WorkspaceId workspace)
    {
        var filesMax = options.Value.WorkspaceFilesMax;
        if (await count.ReadAsync(workspace, CancellationToken.None) >= filesMax)
        {
            throw new ToolFaultException(
                $"The workspace has reached its limit of {filesMax} files.", code: "files_limit");
        }
    }

    private static WorkspaceFile FileOf(
        Publication wish, Journal<RunState> journal, RunPlace place, DateTimeOffset now)
    {
        var artifact = journal.Next.Prepared!.Artifact;
        return new()
        {
            Path = wish.As,
            Sha256 = artifact.Sha256,
            Bytes = artifact.Bytes,
            MediaType = MediaTypes.Renamed(artifact.MediaType, wish.As),
            Labels = journal.Next.Labels.Join(artifact.Labels),
            Artifact = artifact.Id,
            Run = journal.Id.Value,
            By = place.By,
            UpdatedUs = Microseconds.Of(now),
        };
    }

    private static ToolOutcome ResultOf(WorkspaceFile file, Publication wish) => ToolOutcome.Of(new
    {
        Published = file.Path,
        file.MediaType,
        Size = file.Bytes,
        file.Sha256,
        Artifact = $"{file.Artifact:N}",
        Replaced = wish.Replaces,
    });

    private Task<WorkspaceFile?> FindAsync(WorkspaceId workspace, string path) =>
        artifacts.FindFileAsync(workspace.Tenant, workspace.Value, path, CancellationToken.None);
}
