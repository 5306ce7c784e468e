using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.AI;
using OmniSage.GrainInterfaces.Approvals;
using OmniSage.GrainInterfaces.Artifacts;
using OmniSage.GrainInterfaces.Policies;
using OmniSage.GrainInterfaces.Workspaces;
using OmniSage.Grains.Tests.Approvals;
using OmniSage.Grains.Tools;
using OmniSage.Storage.Artifacts;
using OmniSage.Storage.Writes;

namespace OmniSage.Grains.Tests.Artifacts;

/// <summary>Tasks that write, publish and take files, and the workspace that they do it in.</summary>
internal sealed class Publisher(Agent agent)
{
    private int tasks = 400;

    public WorkspaceId Workspace { get; } = new(agent.Id.Tenant, agent.Workspace);

    public IWorkspaceGrain Grain => agent.Grain<IWorkspaceGrain>(Workspace.ToGrainKey());

    private IArtifacts Artifacts => agent.Service<IArtifacts>();

    public static Reply Write(string path, string content) =>
        new("", [Reply.Call("write", "files_write", ("path", path), ("content", content))]);

    public static Reply Publish(string path, string? name = null, string call = "publish") => new(
        "", [name is null
            ? Reply.Call(call, "files_publish", ("path", path))
            : Reply.Call(call, "files_publish", ("path", path), ("as", name))]);

    public static Reply Ingest(string file, string? path = null) => new(
        "", [path is null
            ? Reply.Call("ingest", "files_ingest", ("file", file))
            : Reply.Call("ingest", "files_ingest", ("file", file), ("path", path))]);

    public static string Sha256(string content) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content)));

    /// <summary>With the policy of that name, unless it is the first one's.</summary>
    public static async Task<Publisher> OfAsync(Agent agent, string preset = PolicyPresets.Default)
    {
        if (preset != PolicyPresets.Default) await Asked.SetPolicyAsync(agent, PolicyPresets.TextOf(preset));
        return new(agent);
    }

    /// <summary>A task that says this, each after the result of the one before, and then is done.</summary>
    public async Task<Guid> DelegateAsync(params Reply[] replies)
    {
        agent.Executor.Script = ask =>
        {
            var said = ask.Messages.Count(message => message.Role == ChatRole.Assistant);
            return said < replies.Length ? replies[said] : Reply.Say("done");
        };
        var contract = Coordinators.Threads.Contract(++tasks, 20) with
        {
            Thread = agent.Id.Value,
            Workspace = agent.Workspace,
            By = Agent.By,
            Tools = agent.Service<ToolCatalog>().ForExecutors,
        };
        await agent.ExecutorOf(contract.Task).StartAsync(contract);
        return contract.Run;
    }

    /// <summary>The same, to its end; answers what the model was told of its last call.</summary>
    public async Task<(Guid Task, string Told)> RunAsync(params Reply[] replies)
    {
        var task = await DelegateAsync(replies);
        await EndAsync(task);
        return (task, Told());
    }

    public Task EndAsync(Guid task) => agent.PassUntilAsync(
        async () => (await agent.RunAsync(task))?.Status == RunStatus.Completed, "the task ended");

    /// <summary>The last result that the model was told.</summary>
    public string Told() => agent.Executor.Asks[^1].Messages
        .SelectMany(message => message.Contents)
        .OfType<FunctionResultContent>()
        .Select(result => $"{result.Result}")
        .Last();

    /// <summary>The question that the task waits with.</summary>
    public async Task<(OpenApproval Approval, ApprovalRequest Request)> AskedAsync(Guid task)
    {
        await agent.UntilAsync(task, RunStatus.Parked);
        var (approval, request) = await Asked.LastAsync(agent, task);
        await agent.UntilAsync(async () => await approval.GetAsync() is not null, "it is asked");
        return (approval, request);
    }

    public async Task<string?> ContentAsync(string path)
    {
        if (await FindAsync(path) is not { } file) return null;
        var bytes = await Artifacts.ReadAsync(agent.Id.Tenant, file.Sha256, file.Bytes, CancellationToken.None);
        return Encoding.UTF8.GetString(bytes!);
    }

    public Task<WorkspaceFile?> FindAsync(string path) =>
        Artifacts.FindFileAsync(agent.Id.Tenant, agent.Workspace, path, CancellationToken.None);

    public Task<ImmutableArray<Artifact>> ListAsync(Guid? run = null) =>
        Artifacts.ListAsync(agent.Id.Tenant, agent.Workspace, run, null, 100, CancellationToken.None);

    public Task<WorkspaceFile> PutAsync(string path, string content) => PutAsync(path, Encoding.UTF8.GetBytes(content));

    public async Task<WorkspaceFile> PutAsync(string path, byte[] content)
    {
        var sha256 = await Artifacts.KeepAsync(agent.Id.Tenant, content);
        return await Grain.PutFileAsync(new(path, sha256, content.Length, Agent.By));
    }

    /// <summary>As if a task had published it that had read what nobody vouches for.</summary>
    public async Task PutUntrustedAsync(string path, string content)
    {
        var file = await PutAsync(path, content) with
        {
            Labels = Labels.Tool with { Trust = Trust.Untrusted, Sources = [Ids.Of(77)] },
        };
        await agent.Service<WriteQueue>().CommitAsync(
            new UnitOfWork(agent.Id.Tenant).Change(WorkspaceFileRows.Put(Workspace, file)));
    }
}
