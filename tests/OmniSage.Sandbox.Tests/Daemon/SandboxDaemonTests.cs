using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using OmniSage.Sandbox.Bubblewrap;
using OmniSage.Sandbox.Daemon;
using OmniSage.Sandbox.Tests.Hosting;
using Xunit;

namespace OmniSage.Sandbox.Tests.Daemon;

/// <summary>Who may speak to the daemon, what becomes of those who vanish, and of those who speak nonsense.</summary>
public sealed class SandboxDaemonTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Socket_IsItsOwnersAlone()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        await using var daemon = await StartAsync();
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(daemon.Socket));
    }

    [Fact]
    public async Task Daemon_BesideAnother_IsRefused()
    {
        await using var daemon = await StartAsync();
        using var services = new ServiceCollection().AddLogging()
            .AddSandbox(options => options.DaemonSocket = daemon.Socket).BuildServiceProvider();
        var refused = await Assert.ThrowsAsync<SandboxException>(
            () => services.ServeSandboxDaemonAsync(null, () => { }, Ct));
        Assert.Equal(SandboxException.Busy, refused.Code);
    }

    [Fact]
    public async Task Session_OfACallerThatVanishes_IsGone()
    {
        await using var daemon = await StartAsync();
        using var caller = await WireConnection.OpenAsync(daemon.Socket, Ct);
        caller.Write(WireFrame.Request, new WireRequest(WireCall.Create) { Spec = new() { Label = "a" } },
            WireJson.Default.WireRequest);
        var made = await WireCalls.AwaitAnswerAsync(caller, WireCalls.NoOutput, Ct);
        Assert.Equal(0, await RunTrueAsync(daemon, made.Session!));
        caller.Dispose();
        using var late = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        late.CancelAfter(TimeSpan.FromSeconds(20));
        while (await RunTrueAsync(daemon, made.Session!) is not null)
        {
            await Task.Delay(10, late.Token);
        }
    }

    [Fact]
    public async Task Daemon_ThatEnds_LeavesNoSessionAndItsCallersAreTold()
    {
        var daemon = await StartAsync();
        await using var services = Open(daemon);
        await using var session = await services.GetRequiredService<ISandbox>()
            .CreateAsync(new SandboxSpec { Label = "a" }, Ct);
        await daemon.EndAsync();
        await SandboxHostTests.UntilAsync(() => !session.IsAlive);
        var refused = await Assert.ThrowsAsync<SandboxException>(
            () => session.RunAsync(new SandboxCommand("true"), _ => { }, Ct));
        Assert.Equal(SandboxException.Died, refused.Code);
        refused = await Assert.ThrowsAsync<SandboxException>(() => services.GetRequiredService<ISandbox>()
            .CreateAsync(new SandboxSpec { Label = "a" }, Ct));
        Assert.Equal((SandboxException.Unavailable, true), (refused.Code, refused.Retryable));
        Assert.Contains("./omnisage sandboxd", refused.Message, StringComparison.Ordinal);
        await daemon.DisposeAsync();
    }

    [Fact]
    public async Task Daemon_ThatNobodyNeeds_EndsByItself()
    {
        await using var daemon = await StartAsync(TimeSpan.FromSeconds(1));
        await daemon.Serving.WaitAsync(TimeSpan.FromSeconds(20), Ct);
        Assert.False(File.Exists(daemon.Socket));
    }

    [Theory]
    [InlineData("GET / HTTP/1.1\r\n\r\n")]
    [InlineData("q\u0004\0\0\0null")]
    [InlineData("q\u0002\0\0\0{}")]
    [InlineData("q\u007f\u007f\u007f\u007f")]
    [InlineData("d\0\0\0\0")]
    [InlineData("")]
    public async Task Nonsense_EndsItsConnectionOnly(string sent)
    {
        await using var daemon = await StartAsync();
        using (var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified))
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(daemon.Socket), Ct);
            await socket.SendAsync(System.Text.Encoding.Latin1.GetBytes(sent), Ct);
            socket.Shutdown(SocketShutdown.Send);
            await ReadToEndAsync(socket);
        }

        await using var services = Open(daemon);
        await using var session = await services.GetRequiredService<ISandbox>()
            .CreateAsync(new SandboxSpec { Label = "a" }, Ct);
        Assert.Equal(0, (await session.RunAsync(new SandboxCommand("true"), _ => { }, Ct)).ExitCode);
    }

    private static async Task ReadToEndAsync(Socket socket)
    {
        var answer = new byte[4096];
        try
        {
            while (await socket.ReceiveAsync(answer, Ct) > 0)
            {
            }
        }
        catch (SocketException reset) when (reset.SocketErrorCode == SocketError.ConnectionReset)
        {
            // It was closed with something of ours unread.
        }
    }

    private static async Task<DaemonUnderTest> StartAsync(TimeSpan? idleMax = null)
    {
        var daemon = new DaemonUnderTest();
        await daemon.StartAsync(services => ActivatorUtilities.CreateInstance<BubblewrapSandbox>(services),
            idleMax: idleMax);
        await using var services = Open(daemon);
        var found = await services.GetRequiredService<ISandbox>().ProbeAsync(Ct);
        Assert.SkipUnless(found.Available, found.Reason ?? "");
        return daemon;
    }

    private static ServiceProvider Open(DaemonUnderTest daemon) => new ServiceCollection().AddLogging()
        .AddSandbox(options => (options.Driver, options.DaemonSocket) = ("docker", daemon.Socket))
        .BuildServiceProvider();

    /// <summary>The exit code, or null when there is no such session.</summary>
    private static async Task<int?> RunTrueAsync(DaemonUnderTest daemon, string session)
    {
        using var connection = await WireConnection.OpenAsync(daemon.Socket, Ct);
        connection.Write(WireFrame.Request, new WireRequest(WireCall.Run) { Session = session, Line = "true" },
            WireJson.Default.WireRequest);
        connection.Write(WireFrame.DataEnd, []);
        try
        {
            return (await WireCalls.AwaitAnswerAsync(connection, WireCalls.NoOutput, Ct)).ExitCode;
        }
        catch (SandboxException gone) when (gone.Code == SandboxException.Died)
        {
            return null;
        }
    }
}
