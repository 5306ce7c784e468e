using System.Net;
using System.Text;
using System.Text.Json;

namespace OmniSage.EndToEnd.Tests.Models;

/// <summary>A workspace's own models: set by its people, asked with its keys, without a restart.</summary>
public sealed class WorkspaceModelTests(SettingsSilo silo) : IClassFixture<SettingsSilo>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Chain_OfTheSettings_IsAskedWithTheVaultsKey_AndNothingElseHoldsIt()
    {
        await SecretAsync("own-key", silo.Host);
        await SetAsync(
            $"models: {{default: [{{model: keyed, url: \"{silo.Provider.Url}\", key: own-key, name: own}}]}}", "keyed");
        await using var talk = await silo.OpenAsync();

        var run = (await talk.SendAsync("hello")).Run;

        Assert.Equal("From the workspace's model.", await talk.AnswerAsync(run));
        var asked = silo.Provider.Requests.Last();
        Assert.Equal((SettingsSilo.Key, "keyed"), (asked.Key, asked.Json.GetProperty("model").GetString()));
        Assert.Equal("own", (await talk.InRunAsync(run, "model.responded")).Get("provider"));
        var levels = (await silo.Client.GetAsync("models", Ct)).GetProperty("items");
        Assert.All(levels.EnumerateArray(), level => Assert.Equal("workspace", level.GetProperty("from").GetString()));
        var used = (await silo.Client.GetAsync("secrets", Ct)).GetProperty("items").EnumerateArray()
            .Single(one => one.GetProperty("name").GetString() == "own-key");
        Assert.NotNull(used.GetProperty("used").GetString());
        await AssertNothingHoldsTheKeyAsync(talk);
    }

    [Fact]
    public async Task Change_HoldsWithinASecond_AndGoesBackToTheInstalls()
    {
        await SetAsync($"models: {{coordinator: [{{model: changed, url: \"{silo.Provider.Url}\"}}]}}", "changed");
        await SetAsync("# nothing", "offline");
        await using var talk = await silo.OpenAsync();
        var before = silo.Provider.Requests.Count;

        var run = (await talk.SendAsync("hello")).Run;

        await talk.AnswerAsync(run);
        Assert.Equal("offline", (await talk.InRunAsync(run, "model.responded")).Get("model"));
        Assert.Equal(before, silo.Provider.Requests.Count);
    }

    [Fact]
    public async Task Agent_HasModelsOfItsOwn()
    {
        await SetAsync(
            $"agents: {{own: {{models: {{default: [{{model: of-agent, url: \"{silo.Provider.Url}\"}}]}}}}}}",
            "offline");
        await UntilAgentAsync("own");
        using var opened = await PostAsync("threads", """{"agent":"own"}""");
        var thread = JsonDocument.Parse(await opened.Content.ReadAsStringAsync(Ct)).RootElement;
        var id = thread.GetProperty("id").GetString()!;

        var sent = await silo.Client.SendAsync(id, "hello", Ct);
        await UntilAsync(
            async () => (await silo.Client.GetAsync($"runs/{sent.Run}", Ct)).GetProperty("run").TryGetProperty(
                "ended", out _),
            "the run has ended");

        Assert.Equal("of-agent", silo.Provider.Requests.Last().Json.GetProperty("model").GetString());
        Assert.Equal("own", thread.GetProperty("agent").GetString());
        var levels = (await silo.Client.GetAsync("models?agent=own", Ct)).GetProperty("items");
        Assert.Equal("agent", levels[0].GetProperty("from").GetString());
    }

    [Theory]
    [InlineData("no-such-key", "There is no secret no-such-key in this workspace.")]
    [InlineData("elsewhere", "The secret elsewhere may not be sent to")]
    public async Task Key_ThatIsNotThere_OrNotForThisHost_IsToldPlainly(string name, string says)
    {
        await SecretAsync("elsewhere", "api.example.com");
        await SetAsync($"models: {{default: [{{model: {name}, url: \"{silo.Provider.Url}\", key: {name}}}]}}", name);
        await using var talk = await silo.OpenAsync();
        var before = silo.Provider.Requests.Count;

        var run = (await talk.SendAsync("hello")).Run;

        var failed = await talk.InRunAsync(run, "run.failed");
        Assert.Equal("model_no_key", failed.Get("code"));
        Assert.StartsWith(says, failed.Get("error"), StringComparison.Ordinal);
        Assert.Equal(before, silo.Provider.Requests.Count);
        await AssertNothingHoldsTheKeyAsync(talk);
    }

    [Fact]
    public async Task Address_ThatIsPrivate_AndThatNoOperatorListed_IsRefused()
    {
        await SetAsync($"models: {{default: [{{model: inside, url: \"{silo.UnlistedUrl}\"}}]}}", "inside");
        await using var talk = await silo.OpenAsync();

        var run = (await talk.SendAsync("hello")).Run;

        var failed = await talk.InRunAsync(run, "run.failed");
        Assert.Contains("is not public", failed.Get("error"), StringComparison.Ordinal);
    }

    private async Task AssertNothingHoldsTheKeyAsync(Talk talk)
    {
        foreach (var one in await silo.Client.ReadTimelineAsync(talk.Watch.Thread, Ct))
            Assert.DoesNotContain(SettingsSilo.Key, one.Payload.GetRawText(), StringComparison.Ordinal);
        Assert.DoesNotContain(silo.Logs.Lines, line => line.Contains(SettingsSilo.Key, StringComparison.Ordinal));
        foreach (var path in new[] { "settings", "models", "secrets" })
        {
            var text = (await silo.Client.GetAsync(path, Ct)).GetRawText();
            Assert.DoesNotContain(SettingsSilo.Key, text, StringComparison.Ordinal);
        }
    }

    private async Task SecretAsync(string name, string host)
    {
        var body = $$"""{"name":"{{name}}","value":"{{SettingsSilo.Key}}","hosts":["{{host}}"]}""";
        using var answer = await PostAsync("secrets", body);
        Assert.True(
            answer.StatusCode is HttpStatusCode.NoContent or HttpStatusCode.Conflict,
            await answer.Content.ReadAsStringAsync(Ct));
    }

    /// <summary>Changes the settings, and waits until this model is the first that is asked.</summary>
    private async Task SetAsync(string settings, string model)
    {
        var body = new { text = $"settings: 1\n{settings}\n" };
        Assert.Equal(HttpStatusCode.OK, await silo.Client.PutAsync("settings", body, "*", Ct));
        await UntilAsync(
            async () => (await silo.Client.GetAsync("models", Ct)).GetProperty("items")[0].GetProperty("chain")[0]
                .GetProperty("model").GetString() == model,
            $"{model} is asked");
    }

    private Task UntilAgentAsync(string slug) => UntilAsync(
        async () => (await silo.Client.GetAsync("agents", Ct)).GetProperty("items").EnumerateArray()
            .Any(one => one.GetProperty("slug").GetString() == slug),
        $"there is an agent {slug}");

    /// <summary>Asks until it is so; a change holds within a second.</summary>
    private static async Task UntilAsync(Func<Task<bool>> isSo, string what)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (!await isSo())
        {
            var waited = TimeProvider.System.GetElapsedTime(began);
            Assert.True(waited < TimeSpan.FromSeconds(20), $"Waited in vain until {what}.");
            await Task.Yield();
        }
    }

    private Task<HttpResponseMessage> PostAsync(string path, string json) => silo.Client.PostRawAsync(
        path, new StringContent(json, Encoding.UTF8, "application/json"), Ct);
}
