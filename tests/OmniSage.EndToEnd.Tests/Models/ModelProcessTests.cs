using System.Diagnostics;
using OmniSage.Testing.Models;

namespace OmniSage.EndToEnd.Tests.Models;

/// <summary>OmniSage as its own process, configured as a person does it: by environment variables.</summary>
public sealed class ModelProcessTests
{
    private const string Key = "hunter2-secret-key";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Takeover_InTheMiddleOfAStream_IsSeenByWhoeverWatches()
    {
        using var folder = new DataFolder();
        await using var first = new ModelServer(ModelCharacters.Cutting("From the fir"));
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var second = new ModelServer(async (_, reply) =>
        {
            await reply.SayAsync("From ");
            await gate.Task.WaitAsync(reply.End);
            await reply.SayAsync("the second.");
            await reply.EndAsync();
        });
        var start = new SiloStart(folder.Path) { Settings = SettingsOf(first, second) };
        await using var silo = await SiloProcess.StartAsync(start, Ct);
        using var client = silo.Connect();
        var thread = await client.OpenThreadAsync(Ct);
        var run = (await client.SendAsync(thread, "hello", Ct)).Run;
        var pieces = new List<LivePiece>();
        RecordedEvent? responded = null;
        await foreach (var frame in client.WatchAsync(thread, null, Ct))
        {
            if (frame is LivePiece piece) pieces.Add(piece);
            if (frame is LivePiece { Try: 1, Text.Length: > 0 }) gate.TrySetResult();
            if (frame is not RecordedEvent recorded) continue;
            if (recorded.Type == "model.responded") responded = recorded;
            if (recorded.Type == "message.sent")
            {
                Assert.Equal("From the second.", recorded.Get("text"));
                break;
            }
        }

        // A watcher that came late has only what counts.
        var counting = pieces.Where(piece => piece.Try == 1).Select(piece => piece.Text);
        Assert.Equal("From the second.", string.Concat(counting));
        Assert.All(pieces, piece => Assert.Equal(run, piece.Run));
        Assert.Equal("model_broke_off", responded!.Payload.GetProperty("tries")[0].GetProperty("code").GetString());
        Assert.Equal([Key], first.Requests.Select(request => request.Key));
        Assert.Null(Assert.Single(second.Requests).Key);
        Assert.DoesNotContain(Key, silo.Errors, StringComparison.Ordinal);

        var (listed, list) = await CommandAsync(folder, "models", "list", "--json");
        Assert.Equal(0, listed);
        Assert.Contains("broke its answer off", list, StringComparison.Ordinal);
        first.Character = ModelCharacters.Instant("OK");
        var (tested, test) = await CommandAsync(folder, "models", "test", "--yes");
        Assert.Equal(0, tested);
        Assert.Contains("answers", test, StringComparison.Ordinal);
        Assert.Equal(2, (await CommandAsync(folder, "models", "test")).Code);
    }

    [Theory]
    [InlineData("OMNISAGE_MODEL_URL", "http://127.0.0.1:1/v1", "OMNISAGE_MODEL is missing")]
    [InlineData("OMNISAGE_Models__Levels__boss__Chain__0__Model", "m", "Models:Levels:boss is no level")]
    public async Task WrongSetting_EndsTheStartWithASentence(string name, string value, string sentence)
    {
        using var folder = new DataFolder();
        await using var silo = await SiloProcess.TryStartAsync(
            new(folder.Path) { Settings = new Dictionary<string, string> { [name] = value } }, Ct);
        Assert.True(silo.HasExited);
        Assert.StartsWith(sentence, silo.Errors, StringComparison.Ordinal);
    }

    private static Dictionary<string, string> SettingsOf(ModelServer first, ModelServer second) => new()
    {
        ["OMNISAGE_MODEL_URL"] = first.Url,
        ["OMNISAGE_MODEL_KEY"] = Key,
        ["OMNISAGE_MODEL"] = "a",
        ["OMNISAGE_MODEL_FALLBACK_URL"] = second.Url,
        ["OMNISAGE_MODEL_FALLBACK_MODEL"] = "b",
    };

    private static async Task<(int Code, string Output)> CommandAsync(DataFolder folder, params string[] words)
    {
        using var process = Process.Start(new ProcessStartInfo(
            "dotnet", ["exec", SiloStart.AssemblyOf("OmniSage.Cli"), .. words, "--data", folder.Path])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        })!;
        process.StandardInput.Close();
        var errors = process.StandardError.ReadToEndAsync(Ct);
        var output = await process.StandardOutput.ReadToEndAsync(Ct);
        await process.WaitForExitAsync(Ct);
        return (process.ExitCode, output + await errors);
    }

    private sealed class DataFolder : IDisposable
    {
        public string Path { get; } = Directory.CreateTempSubdirectory("omnisage-models-").FullName;

        public void Dispose() => Directory.Delete(Path, recursive: true);
    }
}
