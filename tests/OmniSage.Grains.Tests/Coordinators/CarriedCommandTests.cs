using OmniSage.GrainInterfaces.Approvals;
using OmniSage.Grains.Tests.Approvals;
using OmniSage.Storage.Writes;

namespace OmniSage.Grains.Tests.Coordinators;

/// <summary>
/// Commands whose work is done outside the coordinator: <c>/approve</c>, <c>/deny</c> and <c>/trace</c>.
/// </summary>
public sealed class CarriedCommandTests
{
    [Fact]
    public async Task Approval_IsShownInTheThread_Once()
    {
        await using var agent = await Agent.StartAsync();
        var (task, approval, request) = await ShownAsync(agent);
        var id = ShortOf(request);
        Assert.Equal(
            $$"""Task 1 waits for an approval ({{id}}): shell.run {"command":"ls"}. """
                + $"Say /approve {id}, or /deny {id} why.",
            Assert.Single(await agent.EventsAsync<MessageSent>(), sent => sent.Run == task).Text);
        await agent.Thread.ShowApprovalAsync(request);
        await approval.OpenAsync(request);
        await agent.ExecutorOf(task).RecoverAsync();
        await agent.Cluster.RestAsync();
        Assert.Single(await agent.EventsAsync<MessageSent>(), sent => sent.Run == task);
        agent.Coordinator.Script = _ => Reply.Say("hello");
        var receipt = await agent.SayAsync("hello");
        await agent.UntilAsync(receipt.Run, RunStatus.Completed);
        Assert.DoesNotContain(
            agent.Coordinator.Asks[^1].Messages,
            message => message.Text.Contains("/approve", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("/approve")]
    [InlineData("/approve {end}")]
    [InlineData("/approve {start}")]
    [InlineData("/APPROVE {whole}")]
    public async Task Approve_AllowsTheActThatWasShown(string text)
    {
        await using var agent = await Agent.StartAsync();
        var (_, approval, request) = await ShownAsync(agent);
        var reply = await SayAsync(agent, Fill(text, request), TenantRole.Owner);
        Assert.Equal($$"""Allowed approval {{ShortOf(request)}}: shell.run {"command":"ls"}""", reply);
        var decision = (await approval.GetAsync())!.Decision!;
        Assert.Equal((ApprovalStatus.Allowed, Agent.By, request.Hash), (decision.Status, decision.By, decision.Hash));
        await agent.UntilAskedAsync(agent.Executor, 2);
        Assert.Equal(["ls"], Assert.Single(agent.Sandboxes.Opened).Commands);
        Assert.Equal(
            "Nothing in this thread waits for an approval. Of others say /approve ID.",
            await SayAsync(agent, "/approve", TenantRole.Owner));
    }

    [Theory]
    [InlineData("/deny", "")]
    [InlineData("/deny {end} not today", "not today")]
    [InlineData("/deny dead wrong", "dead wrong")]
    public async Task Deny_TellsTheTaskWhy(string text, string note)
    {
        await using var agent = await Agent.StartAsync();
        var (task, approval, request) = await ShownAsync(agent);
        var reply = await SayAsync(agent, Fill(text, request), TenantRole.Owner);
        Assert.StartsWith($"Denied approval {ShortOf(request)}", reply, StringComparison.Ordinal);
        await agent.UntilAskedAsync(agent.Executor, 2);
        Assert.Equal(note, (await approval.GetAsync())!.Decision!.Note);
        Assert.Equal("denied_by_person", Assert.Single(await agent.EventsAsync<ToolFailed>(task)).Code);
        Assert.Empty(agent.Sandboxes.Opened);
    }

    [Theory]
    [InlineData("/approve 0123456789", "No open approval has the id 0123456789: it is decided, or there is none.")]
    [InlineData("/approve it", "No open approval has the id it: it is decided, or there is none.")]
    [InlineData("/approve a b", "Say /approve, or /approve ID.")]
    [InlineData("/deny 0123456789 no", "No open approval has the id 0123456789: it is decided, or there is none.")]
    public async Task WrongId_DecidesNothing(string text, string says)
    {
        await using var agent = await Agent.StartAsync();
        var (_, approval, _) = await ShownAsync(agent);
        Assert.Equal(says, await SayAsync(agent, text, TenantRole.Owner));
        Assert.Equal(ApprovalStatus.Open, (await approval.GetAsync())!.Status);
    }

    [Fact]
    public async Task SeveralThatWait_AreListed_AndNoneIsDecided()
    {
        await using var agent = await Agent.StartAsync();
        var (_, _, first) = await ShownAsync(agent);
        agent.Executor.Script = ask => ask.Messages.Count == 2 ? Reply.Shell("pwd") : null;
        var other = await Delegation.OfAsync(agent, "another goal");
        await agent.UntilAsync(
            async () => (await agent.EventsAsync<ApprovalRequested>()).Count == 2, "both are shown");
        var (_, second) = await Asked.LastAsync(agent, other);
        var reply = await SayAsync(agent, "/approve", TenantRole.Owner);
        Assert.StartsWith("Several approvals wait; say which: /approve ID\n", reply, StringComparison.Ordinal);
        Assert.Contains(ShortOf(first), reply, StringComparison.Ordinal);
        Assert.Contains(ShortOf(second), reply, StringComparison.Ordinal);
        Assert.Empty(agent.Sandboxes.Opened);
    }

    [Fact]
    public async Task WhoIsNotAsked_DecidesNothing()
    {
        await using var agent = await Agent.StartAsync();
        var (_, approval, _) = await ShownAsync(agent);
        Assert.StartsWith(
            "Nothing was decided: others are asked (", await SayAsync(agent, "/approve", TenantRole.Member),
            StringComparison.Ordinal);
        Assert.Equal(ApprovalStatus.Open, (await approval.GetAsync())!.Status);
    }

    [Fact]
    public async Task Crash_BeforeTheAnswer_DecidesTheSameActAgain_AndAnswersOnce()
    {
        await using var agent = await Agent.StartAsync(onDisk: true);
        var (task, approval, request) = await ShownAsync(agent);
        // The command; the approval's reminder; its decision, of whose end nobody hears.
        agent.Faults.Plant(WriteFault.None, WriteFault.None, WriteFault.DurableButUnknown);
        var receipt = await agent.Thread.ReceiveAsync(new()
        {
            Text = "/approve", By = Agent.By, ClientId = "m1", Role = TenantRole.Owner,
        });
        await agent.UntilAsync(
            async () => (await approval.GetAsync())!.Status is ApprovalStatus.Allowed, "it is decided");
        await agent.Cluster.StopAndRestartAsync();
        await agent.PassUntilAsync(
            async () => (await agent.RunAsync(receipt.Run))!.Status == RunStatus.Completed, "the command is answered");
        Assert.Equal(
            $$"""Allowed approval {{ShortOf(request)}}: shell.run {"command":"ls"}""",
            Assert.Single(await agent.EventsAsync<MessageSent>(), sent => sent.Run == receipt.Run).Text);
        Assert.Equal(ApprovalStatus.Allowed, (await approval.GetAsync())!.Status);
        await agent.PassUntilAsync(() => Task.FromResult(agent.Executor.Asks.Count > 1), "the call is made");
        Assert.Single(await agent.EventsAsync<ApprovalDecided>(task));
        await agent.Thread.CommandAnsweredAsync(new(agent.Id.Tenant, receipt.Run), "again", Labels.System);
        Assert.Single(await agent.EventsAsync<MessageSent>(), sent => sent.Run == receipt.Run);
    }

    [Fact]
    public async Task Trace_TellsStepsToolsAndDecisions()
    {
        await using var agent = await Agent.StartAsync();
        var (task, _, request) = await ShownAsync(agent);
        foreach (var text in new[] { "/trace", "/trace 1", $"/trace {task:N}", $"/trace {task.ToString("N")[^8..]}" })
        {
            var lines = (await SayAsync(agent, text, TenantRole.Member)).Split('\n');
            Assert.Equal($"task {task:N}, parked: goal", lines[0]);
            Assert.Equal(
                [
                    "step 1 model: wants shell.run",
                    "policy: ask shell.run by ask for commands",
                    $$"""asks for approval {{ShortOf(request)}}: shell.run {"command":"ls"}""",
                    "waits for approval",
                ],
                lines[1..].Select(line => line[(line.IndexOf(" s  ", StringComparison.Ordinal) + 4)..]));
        }
    }

    [Theory]
    [InlineData("/trace 9")]
    [InlineData("/trace ffffffffffffffffffffffffffffffff")]
    [InlineData("/trace nothing")]
    public async Task Trace_OfARunThatIsNotThere_SaysSo(string text)
    {
        await using var agent = await Agent.StartAsync();
        Assert.Equal("Nothing has run in this thread yet.", await SayAsync(agent, "/trace", TenantRole.Member));
        Assert.StartsWith(
            "There is no such run in this thread", await SayAsync(agent, text, TenantRole.Member),
            StringComparison.Ordinal);
    }

    private static async Task<(Guid Task, OpenApproval Approval, ApprovalRequest Request)> ShownAsync(Agent agent)
    {
        var asked = await Asked.OfAsync(agent);
        await agent.UntilAsync(
            async () => (await agent.EventsAsync<ApprovalRequested>()).Count == 1, "it is shown");
        return asked;
    }

    private static async Task<string> SayAsync(Agent agent, string text, TenantRole role)
    {
        var receipt = await agent.Thread.ReceiveAsync(new() { Text = text, By = Agent.By, Role = role });
        await agent.UntilAsync(receipt.Run, RunStatus.Completed);
        return (await agent.EventsAsync<MessageSent>()).Single(sent => sent.Run == receipt.Run).Text;
    }

    private static string ShortOf(ApprovalRequest request) => request.Approval.ToString("N")[^8..];

    private static string Fill(string text, ApprovalRequest request)
    {
        var id = request.Approval.ToString("N");
        return text.Replace("{end}", id[^8..], StringComparison.Ordinal)
            .Replace("{start}", id[..28], StringComparison.Ordinal)
            .Replace("{whole}", id, StringComparison.Ordinal);
    }
}
