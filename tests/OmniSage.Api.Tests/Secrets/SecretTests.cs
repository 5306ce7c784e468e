using System.Net;
using System.Net.Http.Json;
using OmniSage.Api.Tests.Cli;
using OmniSage.Api.Tests.Fakes;

namespace OmniSage.Api.Tests.Secrets;

/// <summary>The vault over HTTP and on the command line: values go in and never come out.</summary>
public sealed class SecretTests : IAsyncLifetime
{
    private const string Secrets = "api/v1/workspaces/default/secrets";
    private const string Value = "sk-hidden-value";

    private ApiHost host = null!;
    private HttpClient http = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        host = await ApiHost.StartAsync();
        http = host.Client(ApiHost.AdminKey);
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await host.DisposeAsync();
    }

    [Fact]
    public async Task Secret_IsAdded_Replaced_AndRevoked_AndItsValueIsNeverShown()
    {
        var body = new { name = "openai", value = Value, hosts = new[] { "api.openai.com" } };

        Assert.Equal(HttpStatusCode.NoContent, await PostAsync(body));
        Assert.Equal(HttpStatusCode.Conflict, await PostAsync(body));
        Assert.Equal(HttpStatusCode.NoContent, await PutAsync("openai", new { value = Value + "2" }));
        Assert.Equal(HttpStatusCode.NotFound, await PutAsync("other", new { value = Value }));
        var listed = await http.GetStringAsync(Secrets, Ct);
        Assert.Contains("\"name\":\"openai\"", listed, StringComparison.Ordinal);
        Assert.Contains("api.openai.com", listed, StringComparison.Ordinal);
        Assert.DoesNotContain("hidden", listed, StringComparison.Ordinal);
        Assert.DoesNotContain(new string([.. Value.Reverse()]), listed, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NoContent, (await http.DeleteAsync($"{Secrets}/openai", Ct)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await http.DeleteAsync($"{Secrets}/openai", Ct)).StatusCode);
    }

    [Fact]
    public async Task Secrets_OfAnotherWorkspace_AreNotSeen()
    {
        await PostAsync(new { name = "openai", value = Value, hosts = new[] { "api.openai.com" } });
        Assert.DoesNotContain(
            "openai", await http.GetStringAsync("api/v1/workspaces/other/secrets", Ct), StringComparison.Ordinal);
        using var foreign = host.Client(ApiHost.ForeignKey);
        Assert.DoesNotContain("openai", await foreign.GetStringAsync(Secrets, Ct), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"name":"Openai","value":"sk-hidden-value","hosts":["a.example"]}""", "$.name")]
    [InlineData("""{"value":"sk-hidden-value","hosts":["a.example"]}""", "$.name")]
    [InlineData("""{"name":"openai","value":"sk-hidden-value"}""", "$.hosts")]
    [InlineData("""{"name":"openai","value":"sk-hidden-value","hosts":[]}""", "$.hosts")]
    [InlineData("""{"name":"openai","value":"sk-hidden-value","hosts":["https://a.example"]}""", "$.hosts")]
    [InlineData("""{"name":"openai","value":"","hosts":["a.example"]}""", "$.value")]
    [InlineData("""{"name":"openai","hosts":["a.example"]}""", "$")]
    public async Task Body_ThatIsWrong_IsRefused_WithoutTheValue(string body, string field)
    {
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        using var response = await http.PostAsync(Secrets, content, Ct);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, response.StatusCode);
        var told = await response.Content.ReadAsStringAsync(Ct);
        Assert.Contains($"\"field\":\"{field}", told, StringComparison.Ordinal);
        Assert.DoesNotContain("hidden", told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Value_ThatIsTooLarge_IsRefused_AndAFullVaultSaysSo()
    {
        var hosts = new[] { "a.example" };
        Assert.Equal(
            HttpStatusCode.RequestEntityTooLarge,
            await PostAsync(new { name = "openai", value = new string('x', 8 * 1024 + 1), hosts }));
        Assert.Equal(HttpStatusCode.TooManyRequests, await PostAsync(new { name = "full", value = "x", hosts }));
    }

    [Fact]
    public async Task CommandLine_TakesTheValueFromItsInput_AndShowsItNowhere()
    {
        var set = await RunAsync(Value + "\n", "secret", "set", "openai", "--host", "api.openai.com");
        Assert.Equal((0, "Set.\n"), (set.ExitCode, set.Output));
        var listed = await RunAsync(null, "secret", "list");
        Assert.Contains("openai", listed.Output, StringComparison.Ordinal);
        var again = await RunAsync(Value, "secret", "set", "openai", "--host", "api.openai.com");
        Assert.Equal(1, again.ExitCode);
        var rotated = await RunAsync(Value, "secret", "rotate", "openai");
        Assert.Equal(0, rotated.ExitCode);
        Assert.Equal(0, (await RunAsync(null, "secret", "revoke", "openai")).ExitCode);
        var gone = await RunAsync(null, "secret", "revoke", "openai");
        Assert.Equal((1, "There is no such secret: see omnisage secret list.\n"), (gone.ExitCode, gone.Error));
        foreach (var outcome in new[] { set, listed, again, rotated, gone })
            Assert.DoesNotContain("hidden", outcome.Output + outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CommandLine_WithoutAHostOrAValue_IsWrongUse()
    {
        Assert.Equal(2, (await RunAsync(Value, "secret", "set", "openai")).ExitCode);
        Assert.Equal(2, (await RunAsync("", "secret", "set", "openai", "--host", "a.example")).ExitCode);
        Assert.Equal(2, (await RunAsync(Value, "secret", "set", "Open Ai", "--host", "a.example")).ExitCode);
        Assert.Equal(2, (await RunAsync(Value, "secret", "set", "openai", Value)).ExitCode);
    }

    private Task<CliProcess.Outcome> RunAsync(string? input, params string[] args) =>
        CliProcess.RunAsync(host.Url.ToString(), ApiHost.AdminKey, input, args);

    private async Task<HttpStatusCode> PostAsync(object body) =>
        (await http.PostAsJsonAsync(Secrets, body, Ct)).StatusCode;

    private async Task<HttpStatusCode> PutAsync(string name, object body) =>
        (await http.PutAsJsonAsync($"{Secrets}/{name}", body, Ct)).StatusCode;
}
