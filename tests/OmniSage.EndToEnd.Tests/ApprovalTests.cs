using System.Net;
using System.Text.Json;

namespace OmniSage.EndToEnd.Tests;

/// <summary>A call that waits for a person, through the whole product: policy, run, HTTP and sandbox.</summary>
public sealed class ApprovalTests(TestSilo silo) : IClassFixture<TestSilo>
{
    private const string Policy =
        """
        policy: 1
        rules:
          - name: ask for commands
            when: {tool: shell.run}
            then: ask each
        """;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Command_WaitsUntilItIsApproved_AndIsDone()
    {
        await silo.RequireSandboxAsync();
        await PutAsync("policy", new { text = Policy }, "*");
        await using var talk = await silo.OpenAsync();
        var receipt = await talk.SendAsync("run: echo approved-$((6*7))");
        var task = await talk.TaskAsync();
        await talk.InRunAsync(task, "run.parked");

        var item = await OpenItemAsync();
        var id = item.GetProperty("id").GetString();
        var hash = item.GetProperty("hash").GetString();
        var path = $"approvals/{id}/decision";
        var shown = await silo.Client.GetAsync($"approvals/{id}", Ct);
        Assert.Contains(
            "approved-$((6*7))",
            shown.GetProperty("act").GetProperty("arguments").GetString(),
            StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.PreconditionRequired, await PutAsync(path, new { verdict = "allow" }, null));
        Assert.Equal(HttpStatusCode.PreconditionFailed, await PutAsync(path, new { verdict = "allow" }, "\"ab\""));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await PutAsync(path, new { verdict = "yes" }, $"\"{hash}\""));
        Assert.Equal(HttpStatusCode.OK, await PutAsync(path, new { verdict = "allow" }, $"\"{hash}\""));
        Assert.Contains("approved-42", await talk.ResultAsync(receipt.Run), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Conflict, await PutAsync(path, new { verdict = "deny" }, $"\"{hash}\""));
    }

    /// <summary>The list may lag the run by the moment in which the approval is made.</summary>
    private async Task<JsonElement> OpenItemAsync()
    {
        while (true)
        {
            var page = await silo.Client.GetAsync("approvals?status=open", Ct);
            var items = page.GetProperty("items").EnumerateArray().ToList();
            if (items.Count > 0) return Assert.Single(items);
            Ct.ThrowIfCancellationRequested();
        }
    }

    private Task<HttpStatusCode> PutAsync(string path, object body, string? tag) =>
        silo.Client.PutAsync(path, body, tag, Ct);
}
