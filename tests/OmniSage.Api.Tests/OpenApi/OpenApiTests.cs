using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using OmniSage.Api.Tests.Fakes;

namespace OmniSage.Api.Tests.OpenApi;

public sealed class OpenApiTests
{
    /// <summary>The web page's client is made from the committed document.</summary>
    [Fact]
    public async Task Document_IsTheOneThatThePageWasMadeFor()
    {
        await using var host = await ApiHost.StartAsync();
        var document = JsonNode.Parse((await host.Client().AskAsync("/openapi/v1.json")).Json.GetRawText())!;
        document.AsObject().Remove("servers");
        var text = document.ToJsonString(Indented) + "\n";
        var path = Path.Combine(Root(), "clients/admin/openapi.json");

        if (Environment.GetEnvironmentVariable("OMNISAGE_GOLDEN") == "write")
            await File.WriteAllTextAsync(path, text, TestContext.Current.CancellationToken);

        var committed = await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken);
        Assert.True(
            text == committed,
            "The API changed: OMNISAGE_GOLDEN=write ./omnisage test OpenApi, then npm run generate in clients/admin.");
    }

    [Fact]
    public async Task Document_DescribesEveryOperation()
    {
        await using var host = await ApiHost.StartAsync();

        var document = (await host.Client().AskAsync("/openapi/v1.json")).Json;

        var operations = document.GetProperty("paths").EnumerateObject()
            .Where(path => path.Name.StartsWith("/api/", StringComparison.Ordinal))
            .SelectMany(path => path.Value.EnumerateObject()).ToList();
        Assert.Equal(62, operations.Count);
        Assert.All(operations, operation =>
        {
            Assert.NotEmpty(operation.Value.GetProperty("operationId").GetString()!);
            Assert.NotEmpty(operation.Value.GetProperty("summary").GetString()!);
            var responses = operation.Value.GetProperty("responses");
            var content = responses.GetProperty("401").GetProperty("content");
            Assert.True(content.TryGetProperty("application/problem+json", out _));
        });
        var components = document.GetProperty("components");
        var scheme = components.GetProperty("securitySchemes").GetProperty("key");
        Assert.Equal("bearer", scheme.GetProperty("scheme").GetString());
        var body = components.GetProperty("schemas").GetProperty("MessageBody");
        Assert.Equal("text", body.GetProperty("required")[0].GetString());
        Assert.True(components.GetProperty("schemas").TryGetProperty("EventPage", out _));
        var end = components.GetProperty("schemas").GetProperty("RunStatus").GetProperty("enum");
        Assert.Equal(
            ["queued", "running", "parked", "completed", "failed", "cancelled"],
            end.EnumerateArray().Select(value => value.GetString()));
    }

    [Fact]
    public async Task Document_SaysWhatIsReallySent()
    {
        await using var host = await ApiHost.StartAsync();

        var document = (await host.Client().AskAsync("/openapi/v1.json")).Json;

        var schemas = document.GetProperty("components").GetProperty("schemas");
        var status = schemas.GetProperty("RunStatus");
        Assert.Equal("string", status.GetProperty("type").GetString());
        Assert.Equal("queued", status.GetProperty("enum")[0].GetString());
        var policy = schemas.GetProperty("DocumentView");
        var version = policy.GetProperty("properties").GetProperty("version");
        Assert.Equal("integer", version.GetProperty("type").GetString());
        var required = policy.GetProperty("required").EnumerateArray().Select(name => name.GetString());
        Assert.Equal(["version", "text", "note"], required);
    }

    private static JsonSerializerOptions Indented { get; } = new()
    {
        WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private static string Root()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "OmniSage.sln"))) folder = Path.GetDirectoryName(folder)!;
        return folder;
    }
}
