using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace OmniSage.EndToEnd.Tests;

/// <summary>A file on its way from a real sandbox into the workspace, by way of a person, and back.</summary>
public sealed class PublishingTests(PublishingSilo silo) : IClassFixture<PublishingSilo>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task File_IsPublishedOnceItIsApproved_AndNothingElseIs()
    {
        await silo.RequireSandboxAsync();
        await using var talk = await silo.OpenAsync();
        await talk.SendAsync("run: make and publish");
        var task = await talk.TaskAsync();
        await talk.InRunAsync(task, "run.parked");
        await ApproveAsync();
        await talk.InRunAsync(task, "run.completed");

        var events = talk.Events.Where(one => one.Journal == task).ToList();
        Assert.Equal(
            ["link not_a_file", "folder sandbox.path-refused", "above sandbox.path-refused",
                "outside sandbox.path-refused"],
            events.Where(one => one.Type == "tool.failed").Select(one => $"{one.Get("call")} {one.Get("code")}"));
        var file = Assert.Single(events, one => one.Type == "file.published");
        Assert.Equal(("reports/d.csv", "text/csv"), (file.Get("file.path"), file.Get("file.mediaType")));
        var compared = events.Single(one => one.Type == "tool.completed" && one.Get("call") == "compare");
        Assert.Contains("the-same", compared.Get("result"), StringComparison.Ordinal);
    }

    /// <summary>The list may lag the run by the moment in which the approval is made.</summary>
    private async Task ApproveAsync()
    {
        JsonElement item;
        while (true)
        {
            var page = await silo.Client.GetAsync("approvals?status=open", Ct);
            if (page.GetProperty("items").EnumerateArray().ToList() is [var found])
            {
                item = found;
                break;
            }

            Ct.ThrowIfCancellationRequested();
        }

        using var http = new HttpClient();
        using var request = new HttpRequestMessage(
            HttpMethod.Put,
            new Uri(silo.Url, $"api/v1/workspaces/default/approvals/{item.GetProperty("id").GetString()}/decision"));
        var key = await File.ReadAllTextAsync(Path.Combine(silo.Folder, "api-key"), Ct);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key.Trim());
        request.Headers.TryAddWithoutValidation("If-Match", $"\"{item.GetProperty("hash").GetString()}\"");
        request.Content = JsonContent.Create(new { verdict = "allow" });
        using var response = await http.SendAsync(request, Ct);
        response.EnsureSuccessStatusCode();
    }
}
