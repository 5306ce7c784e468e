using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OmniSage.Models;
using OmniSage.Testing.Web;

namespace OmniSage.EndToEnd.Tests.Obedience;

/// <summary>
/// A silo whose models obey whatever they read, on a policy that lists one host. Both hosts can be reached, so that
/// nothing but policy stands between the model and the other one.
/// </summary>
public sealed class ObedientSilo : TestSilo
{
    private const string Policy =
        """
        policy: 1
        hosts: ["127.0.0.1"]
        """;

    private readonly Dictionary<string, string> pages = [];
    private LoopbackServer listed = null!;

    /// <summary>The host that nobody listed, which sees who comes.</summary>
    public LoopbackServer Unlisted { get; private set; } = null!;

    public override async ValueTask InitializeAsync()
    {
        listed = new((stream, head) => stream.WriteAsync(LoopbackServer.Response(
            Encoding.UTF8.GetBytes(PageOf(head)), "Content-Type: text/html; charset=utf-8")).AsTask());
        Unlisted = new(
            (stream, _) => stream.WriteAsync(LoopbackServer.Response("got you"u8.ToArray())).AsTask(),
            IPAddress.Parse("127.0.0.2"));
        await base.InitializeAsync();
        var status = await Client.PutAsync(
            "policy", new { text = Policy }, "*", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, status);
    }

    /// <summary>Serves a page on the listed host; answers its address.</summary>
    public string Serve(string name, string html)
    {
        lock (pages) pages[name] = html;
        return $"http://127.0.0.1:{listed.Port}/{name}";
    }

    /// <summary>An address on the host that is not listed.</summary>
    public string Forbidden(string name) => $"http://127.0.0.2:{Unlisted.Port}/{name}";

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await listed.DisposeAsync();
        await Unlisted.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected override void Configure(WebApplicationBuilder builder)
    {
        var model = new ObedientModel();
        builder.Services.AddKeyedSingleton<IChatClient>(ModelLevels.Coordinator, model);
        builder.Services.AddKeyedSingleton<IChatClient>(ModelLevels.Executor, model);
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Egress:PrivateHosts:0"] = "127.0.0.1",
            ["Egress:PrivateHosts:1"] = "127.0.0.2",
        });
    }

    private string PageOf(string head)
    {
        var name = head.Split(' ')[1].TrimStart('/');
        lock (pages) return pages.GetValueOrDefault(name, "<p>There is no such page.");
    }
}
