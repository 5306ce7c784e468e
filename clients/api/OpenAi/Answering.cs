using System.Security.Cryptography;
using System.Text;
using OmniSage.Api.Access;
using OmniSage.Api.Agents;
using OmniSage.Api.Threads;
using OmniSage.GrainInterfaces.Agents;
using OmniSage.GrainInterfaces.Approvals;
using OmniSage.GrainInterfaces.Keys;

namespace OmniSage.Api.OpenAi;

/// <summary>
/// Gives an agent what a client asks, as a message in a thread: in the conversation's own where it is known, otherwise
/// in a new one that is told what was said before. On return the message is durable.
/// </summary>
internal sealed class Answering(
    IGrainFactory grains,
    ThreadFinder threads,
    Conversations conversations,
    ResponseLog responses,
    AgentFinder agents,
    GuidSource ids,
    TimeProvider time)
{
    private const int TitleCharsMax = 80;

    /// <param name="scope">Who asks, and where.</param>
    /// <param name="ask">What.</param>
    /// <param name="repeatKey">The client's own id of the request: it is not done twice.</param>
    /// <param name="cancellation">Of the request.</param>
    public async Task<AnswerBegun> BeginAsync(
        Scope scope, AgentAsk ask, string? repeatKey, CancellationToken cancellation)
    {
        var agent = (await agents.ListAsync(scope.Workspace.Id)).Find(ask.Model)
            ?? throw new RefusedException(OpenAiProblems.NoSuchModel(ask.Model));
        var agentId = agent.Slug == BuiltInAgent.Slug ? (Guid?)null : agent.Id;
        if (ask.Previous is { } previous)
        {
            var id = ResponseId.KeyOf(scope, previous);
            var known = conversations.Take(id)
                ?? await responses.ContinueAsync(scope, previous, ClientIdOf(repeatKey), cancellation);
            if (known.Agent == agentId)
                return await GoOnAsync(scope, ask, known, EarlierTalk.Write(ask.Earlier, ask.Text), id, repeatKey);
            conversations.Put(id, known);
            throw new RefusedException(OpenAiProblems.OtherAgent);
        }

        var key = Fingerprint.Of(scope, ask.Model, ask.Earlier);
        if (repeatKey is null && conversations.Take(key) is { } continued)
            return await GoOnAsync(scope, ask, continued, ask.Text, key, repeatKey);
        var thread = new ThreadId(scope.Tenant, repeatKey is null
            ? ids.Next()
            : DerivedId.Of(scope.Tenant, scope.Workspace.Id.Value, scope.Account, $"v1\0{repeatKey}"));
        var opened = await grains.GetGrain<ICoordinatorGrain>(thread.ToGrainKey()).OpenAsync(new()
        {
            Workspace = scope.Workspace.Id.Value,
            By = scope.Account,
            Title = TitleOf(ask.Text),
            Mode = QueueMode.Queue,
            Agent = agentId,
        });
        if (opened.Thread.Agent != agentId) throw new RefusedException(OpenAiProblems.RepeatKeyReused);
        threads.Remember(thread, opened.Thread.Workspace);
        var receipt = await SendAsync(
            scope, thread, EarlierTalk.Write(ask.Earlier, ask.Text), ask.Images, repeatKey);
        var start = new Conversation(
            thread, agentId, FeedCursor.Start.ToText(thread.Value), Progress.For(receipt.Run));
        return Begun(ask, start, receipt.Run, repeatKey);
    }

    /// <summary>Has the conversation go on where this answer ends.</summary>
    public void Remember(Scope scope, AnswerBegun begun, AnswerSink answer)
    {
        var (head, ask) = (begun.Head, begun.Head.Ask);
        var known = begun.From with { Cursor = answer.Cursor, Progress = answer.Progress };
        conversations.Put(ResponseId.KeyOf(scope, ResponseId.Of(head)), known);
        if (ask.Previous is not null) return;
        var said = ask.Earlier.Add(new(ClientMessage.User, ask.Text))
            .Add(new(ClientMessage.Assistant, answer.Text.ToString()));
        conversations.Put(Fingerprint.Of(scope, ask.Model, said), known);
    }

    /// <summary>
    /// Whether the message decided about a task of its thread, which then goes on: what comes of it is part of the
    /// answer.
    /// </summary>
    public async Task<bool> GoesOnAsync(Scope scope, AnswerSink answer)
    {
        if (answer.Text.IsCut || answer.Progress is not { IsOver: true, Wish: { } wish }) return false;
        CallerContext.Set(scope.Tenant, scope.Account.ToString("N"));
        var approval = grains.GetGrain<IApprovalGrain>(new ApprovalId(scope.Tenant, wish).ToGrainKey());
        if (await approval.GetAsync() is not { Status: ApprovalStatus.Allowed or ApprovalStatus.Denied }) return false;
        answer.Decide();
        return !answer.IsOver;
    }

    /// <summary>Ends what is under way for an answer that nobody waits for any more.</summary>
    public async Task CancelAsync(Scope scope, AnswerHead head, Progress progress)
    {
        CallerContext.Set(scope.Tenant, scope.Account.ToString("N"));
        var coordinator = grains.GetGrain<ICoordinatorGrain>(head.Thread.ToGrainKey());
        foreach (var run in progress.Cancellable.Append(head.Run).Distinct())
            await coordinator.CancelAsync(new(scope.Tenant, run), scope.Account);
    }

    private async Task<AnswerBegun> GoOnAsync(
        Scope scope, AgentAsk ask, Conversation known, string text, string key, string? repeatKey)
    {
        try
        {
            var receipt = await SendAsync(scope, known.Thread, text, ask.Images, repeatKey);
            return Begun(ask, known with { Progress = known.Progress.Next(receipt.Run) }, receipt.Run, repeatKey);
        }
        catch (OmniSageException fault) when (fault.Code is not ErrorCodes.ClientIdReused)
        {
            // Nothing was said in it, so that the next try finds it again.
            conversations.Put(key, known);
            throw;
        }
    }

    private Task<Receipt> SendAsync(
        Scope scope, ThreadId thread, string text, ImmutableArray<MessageImage> images, string? repeatKey) =>
        grains.GetGrain<ICoordinatorGrain>(thread.ToGrainKey()).ReceiveAsync(new()
        {
            Text = text,
            By = scope.Account,
            ClientId = ClientIdOf(repeatKey),
            Mode = QueueMode.Queue,
            Role = scope.Caller.Role,
            Images = images,
        });

    private AnswerBegun Begun(AgentAsk ask, Conversation known, Guid run, string? repeatKey) => new(
        new(ask, known.Thread, run, Microseconds.Of(time.GetUtcNow())), known, repeatKey is not null);

    private static string? ClientIdOf(string? repeatKey) => repeatKey is null
        ? null
        : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(repeatKey)));

    private static string TitleOf(string text)
    {
        var line = new string([.. text.Trim().TakeWhile(sign => sign is not '\n' and not '\r').Take(TitleCharsMax)
            .Where(sign => !char.IsControl(sign) && !char.IsSurrogate(sign))]);
        return line.Trim();
    }
}
