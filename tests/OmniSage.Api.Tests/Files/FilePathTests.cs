using System.Net.Sockets;
using System.Text;
using OmniSage.Api.Tests.Fakes;

namespace OmniSage.Api.Tests.Files;

/// <summary>Paths of files as they are on the wire.</summary>
public sealed class FilePathTests
{
    private const string Url = "/api/v1/workspaces/default/files";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>As bytes on the wire: a client of our own would tidy up such addresses.</summary>
    [Theory]
    [InlineData("a%2Fb")]
    [InlineData("a%2fb")]
    [InlineData("a/..%2f..%2fpolicy")]
    [InlineData("a%FF")]
    [InlineData("a%zz")]
    [InlineData("a%0d%0ab")]
    [InlineData("a%E2%80%AEb")]
    [InlineData("a%5Cb")]
    [InlineData("a//b")]
    [InlineData("a/")]
    [InlineData("%EF%BF%BD")]
    [InlineData("u%CC%88")]
    public async Task Path_ThatIsNoName_IsRefused(string path)
    {
        await using var host = await ApiHost.StartAsync();
        foreach (var method in new[] { "PUT", "GET", "DELETE" })
            Assert.Equal(400, await RawAsync(host, method, $"{Url}/{path}"));
        Assert.Empty(host.World.Artifacts.Files);
    }

    /// <summary>The server resolves dots before all else, so these are other addresses, with their own rules.</summary>
    [Theory]
    [InlineData("../threads/x", 405)]
    [InlineData("%2e%2e/policy", 403)]
    [InlineData("a/%2E%2E/%2e./policy", 403)]
    [InlineData("../../../../../../etc/passwd", 404)]
    public async Task Path_WithDots_LeadsOutOfTheFiles(string path, int status)
    {
        await using var host = await ApiHost.StartAsync();
        Assert.Equal(status, await RawAsync(host, "PUT", $"{Url}/{path}"));
        Assert.Empty(host.World.Artifacts.Files);
    }

    [Theory]
    [InlineData("%25", "%")]
    [InlineData("a%252Fb", "a%2Fb")]
    [InlineData("a%20%22b%22", "a \"b\"")]
    [InlineData("%C3%BC/%F0%9F%8C%8D", "ü/🌍")]
    [InlineData("a+b%3F%23", "a+b?#")]
    public async Task Path_InEscapes_NamesOneFile(string path, string name)
    {
        await using var host = await ApiHost.StartAsync();

        Assert.Equal(201, await RawAsync(host, "PUT", $"{Url}/{path}"));

        Assert.Equal(name, Assert.Single(host.World.Artifacts.Files).Value.Path);
        Assert.Equal(200, await RawAsync(host, "GET", $"{Url}/{path}?info=true"));
    }

    private static async Task<int> RawAsync(ApiHost host, string method, string target)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(host.Url.Host, host.Url.Port, Ct);
        var stream = client.GetStream();
        await stream.WriteAsync(
            Encoding.ASCII.GetBytes(
                $"{method} {target} HTTP/1.1\r\nHost: {host.Url.Authority}\r\nAuthorization: Bearer {ApiHost.Key}\r\n"
                + "Content-Length: 1\r\nConnection: close\r\n\r\nx"),
            Ct);
        using var reader = new StreamReader(stream, Encoding.ASCII);
        var status = await reader.ReadLineAsync(Ct);
        return int.Parse(status!.Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture);
    }
}
