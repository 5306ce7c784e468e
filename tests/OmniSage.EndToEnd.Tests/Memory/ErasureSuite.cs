using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace OmniSage.EndToEnd.Tests.Memory;

/// <summary>
/// What is forgotten is in no table: facts go in through the API, with later versions and uses, and after they are
/// forgotten no byte of their words is in any file of the database, nor any of the words of summaries of conversations
/// that were told them. (The database's log of changes, and the
/// conversation if they were said in one, are another matter: docs/memory.md.)
/// </summary>
public abstract class ErasureSuite(ErasureSilo silo)
{
    /// <summary>Words that nothing else holds; the control fact shows that the scan finds what is there.</summary>
    private static readonly string[] Secret = ["xylographica", "quondambrook", "vexillology"];

    /// <summary>A word of a summary, which no turn was told.</summary>
    private const string SummarySecret = "brimblewick";

    /// <summary>After so many exchanges a summary is due.</summary>
    private const int Exchanges = 30;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ForgottenFact_IsInNoTable_NorIsASummaryMadeWithIt()
    {
        Require();
        using var http = new HttpClient { BaseAddress = new(silo.Url, "/api/v1/workspaces/default/") };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Bearer", (await File.ReadAllTextAsync(Path.Combine(silo.Folder, "api-key"), Ct)).Trim());
        for (var number = 0; number < 300; number++)
        {
            await TellAsync(http, HttpMethod.Post, "memory", new { text = $"controlword number {number} of many" });
        }

        await SumUpAsync(http);
        var first = await TellAsync(http, HttpMethod.Post, "memory", new { text = $"The {Secret[0]} is in May" });
        var second = await TellAsync(
            http, HttpMethod.Put, $"memory/{first}", new { text = $"No, {Secret[1]}, in June" });
        var other = await TellAsync(
            http, HttpMethod.Post, "memory", new { text = $"{Secret[2]} for all", scope = "workspace" });
        Assert.NotEmpty(await FindAsync(http, Secret[1]));
        Assert.NotEmpty(await FindAsync(http, Secret[2]));
        foreach (var fact in new[] { second, other }) await TellAsync(http, HttpMethod.Delete, $"memory/{fact}", null);
        foreach (var word in Secret) Assert.Empty(await FindAsync(http, word));
        await silo.StopAsync();

        var files = await FilesAsync();
        Assert.Contains(files, file => Holds(file, "controlword"));
        foreach (var word in Secret.Append(SummarySecret))
        {
            Assert.All(files, file => Assert.False(Holds(file, word), $"{word}: {file.Name}"));
        }
    }

    /// <summary>A conversation that is told a fact and is summed up, whereupon the fact is forgotten.</summary>
    private async Task SumUpAsync(HttpClient http)
    {
        var fact = await TellAsync(http, HttpMethod.Post, "memory", new { text = "The guild meets in Oslo" });
        await using var talk = await silo.OpenAsync();
        for (var number = 0; number < Exchanges; number++)
        {
            var receipt = await talk.SendAsync(number == 0 ? "Where does the guild meet?" : $"controlword {number}");
            (await silo.Model.NextAsync()).Say("I see.");
            await talk.AnswerAsync(receipt.Run);
        }

        (await silo.Model.NextAsync()).Say($"They spoke of the guild and {SummarySecret}.");
        await talk.UntilAsync(now => now.Any(one => one.Type == "talk.summarised"), "a summary");
        var made = talk.Events.Single(one => one.Type == "talk.summarised");
        Assert.Contains(SummarySecret, made.Get("text"), StringComparison.Ordinal);
        await TellAsync(http, HttpMethod.Delete, $"memory/{fact}", null);
        await talk.UntilAsync(
            now => now.Count(one => one.Type == "talk.summarised") == 2, "a summary without what was forgotten");
    }

    /// <summary>Skips the test where its database is not there.</summary>
    protected virtual void Require()
    {
    }

    /// <summary>The files that hold the database's tables, after whatever cleaning is the administrator's.</summary>
    protected abstract Task<IReadOnlyList<(string Name, byte[] Bytes)>> FilesAsync();

    /// <summary>As text in UTF-8; the words of an index share beginnings, so that the ends count too.</summary>
    private static bool Holds((string Name, byte[] Bytes) file, string word) =>
        file.Bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(word)) >= 0
        || file.Bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(word[2..])) >= 0;

    private static async Task<string> TellAsync(HttpClient http, HttpMethod method, string path, object? body)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null)
        {
            request.Content = new StringContent(JsonSerializer.Serialize(body), Encoding.UTF8, "application/json");
        }

        using var response = await http.SendAsync(request, Ct);
        var text = await response.Content.ReadAsStringAsync(Ct);
        Assert.True(response.IsSuccessStatusCode, text);
        using var json = JsonDocument.Parse(text);
        return json.RootElement.TryGetProperty("id", out var id) ? id.GetString()! : "";
    }

    private static async Task<List<string>> FindAsync(HttpClient http, string word)
    {
        using var json = JsonDocument.Parse(await http.GetStringAsync($"memory?q={word}", Ct));
        return [.. json.RootElement.GetProperty("items").EnumerateArray().Select(one => one.GetRawText())];
    }
}
