using OmniSage.Api.Tests.Fakes;

namespace OmniSage.Api.Tests.OpenApi;

public sealed class OpenApiTests
{
    [Fact]
    public async Task Document_DescribesEveryOperation()
    {
        await using var host = await ApiHost.StartAsync();

        var document = (await host.Client().AskAsync("/openapi/v1.json")).Json;

        var operations = document.GetProperty("paths").EnumerateObject()
            .Where(path => path.Name.StartsWith("/api/", StringComparison.Ordinal))
            .SelectMany(path => path.Value.EnumerateObject()).ToList();
        Assert.Equal(42, operations.Count);
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
}
