using System.Diagnostics;

namespace OmniSage.EndToEnd.Tests.OpenAi;

/// <summary>OpenAI's own client for Node.js, through the whole product, with the offline model.</summary>
public sealed class NodeClientTests(TestSilo silo) : IClassFixture<TestSilo>
{
    private static readonly TimeSpan TimeMax = TimeSpan.FromMinutes(2);

    [Theory]
    [InlineData("plain")]
    [InlineData("stream")]
    [InlineData("models")]
    [InlineData("errors")]
    [InlineData("conversation")]
    [InlineData("delegation")]
    [InlineData("responses")]
    public async Task Client_FindsWhatItExpects(string wish)
    {
        if (wish is "delegation") await silo.RequireSandboxAsync();
        await RunAsync(silo, wish);
    }

    internal static async Task RunAsync(TestSilo silo, string wish)
    {
        var folder = Path.Combine(Root(), "tests/OmniSage.EndToEnd.Tests/OpenAi/Node");
        Assert.SkipUnless(
            Directory.Exists(Path.Combine(folder, "node_modules/openai")),
            "OpenAI's client is not there: it needs Node.js 20.19.");
        var address = OpenAiSession.AddressOf(silo).ToString();
        var start = new ProcessStartInfo("node", ["client.mjs", address, OpenAiSession.KeyOf(silo), wish])
        {
            WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeMax);
        var said = process.StandardOutput.ReadToEndAsync(limit.Token);
        var errors = process.StandardError.ReadToEndAsync(limit.Token);
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        finally
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
        }

        Assert.True(process.ExitCode == 0 && await said == "ok\n", await said + await errors);
    }

    private static string Root()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "OmniSage.sln"))) folder = Path.GetDirectoryName(folder)!;
        return folder;
    }
}
