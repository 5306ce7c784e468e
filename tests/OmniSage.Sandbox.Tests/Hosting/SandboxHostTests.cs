using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Xunit;

namespace OmniSage.Sandbox.Tests.Hosting;

public sealed class SandboxHostTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task WarmSession_IsHandedOutOnceAndReplaced()
    {
        await using var services = await StartAsync(options => options.WarmSessions = 1);
        var host = services.GetRequiredService<SandboxHost>();
        await UntilAsync(() => host.Warm == 1);
        await using var first = await host.CreateAsync(new SandboxSpec { Label = "a" }, Ct);
        await first.WriteAsync("mine", "x"u8.ToArray(), Ct);
        await UntilAsync(() => host.Warm == 1);
        await using var second = await host.CreateAsync(new SandboxSpec { Label = "b" }, Ct);
        Assert.NotEqual(first.Id, second.Id);
        Assert.Empty((await second.ListAsync(".", 10, Ct)).Entries);
        Assert.Equal(2, host.PlacesTaken);
    }

    [Fact]
    public async Task Place_IsFreedWithItsSession()
    {
        await using var services = await StartAsync(options => (options.PlacesMax, options.WarmSessions) = (1, 0));
        var host = services.GetRequiredService<SandboxHost>();
        var first = await host.CreateAsync(new SandboxSpec { Label = "a" }, Ct);
        var waiting = host.CreateAsync(new SandboxSpec { Label = "b" }, Ct);
        Assert.Equal((1, 1), (host.PlacesTaken, host.Waiting));
        await first.DisposeAsync();
        await first.DisposeAsync();
        await (await waiting).DisposeAsync();
        Assert.Equal((0, 0), (host.PlacesTaken, host.Waiting));
    }

    [Fact]
    public async Task ManySessions_AtOnce_DoNotMixTheirOutput()
    {
        await using var services = await StartAsync(options => options.PlacesMax = 8);
        var host = services.GetRequiredService<SandboxHost>();
        var printed = await Task.WhenAll(Enumerable.Range(0, 24).Select(async number =>
        {
            await using var session = await host.CreateAsync(new SandboxSpec { Label = $"{number % 5}" }, Ct);
            var result = await session.RunAsync(
                new SandboxCommand($"yes {number} | head -n 10000 | sort -u"), _ => { }, Ct);
            return System.Text.Encoding.ASCII.GetString(result.Stdout.Head.Span);
        }));
        Assert.Equal(Enumerable.Range(0, 24).Select(number => $"{number}\n"), printed);
        Assert.Equal(0, host.PlacesTaken);
    }

    [Fact]
    public async Task Driver_WithoutBubblewrap_SaysWhatToInstallAndRefuses()
    {
        await using var services = new ServiceCollection().AddLogging()
            .AddSandbox(options => options.BubblewrapPath = "/nowhere/bwrap").BuildServiceProvider();
        var sandbox = services.GetRequiredService<ISandbox>();
        var capabilities = await sandbox.ProbeAsync(Ct);
        Assert.False(capabilities.Available);
        Assert.Contains("not installed", capabilities.Reason, StringComparison.Ordinal);
        Assert.Contains("bubblewrap", capabilities.NextStep, StringComparison.Ordinal);
        var refused = await Assert.ThrowsAsync<SandboxException>(() =>
            sandbox.CreateAsync(new SandboxSpec { Label = "a" }, Ct));
        Assert.Equal((SandboxException.Unavailable, false), (refused.Code, refused.Retryable));
        await services.GetRequiredService<SandboxHost>().StartAsync(Ct);
    }

    [Fact]
    public async Task Driver_WhoseProgramFails_IsNotAvailable()
    {
        await using var services = new ServiceCollection().AddLogging()
            .AddSandbox(options => options.BubblewrapPath = "/bin/false").BuildServiceProvider();
        var capabilities = await services.GetRequiredService<ISandbox>().ProbeAsync(Ct);
        Assert.False(capabilities.Available);
        Assert.Contains("did not start", capabilities.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Options_OutsideTheirBounds_AreNamed()
    {
        using var services = new ServiceCollection().AddLogging().AddSandbox(options =>
        {
            options.PlacesMax = 0;
            options.CgroupName = "../x";
            options.Limits = new SandboxLimits { FilesMax = 1 };
        }).BuildServiceProvider();
        var failure = Assert.Throws<OptionsValidationException>(
            () => services.GetRequiredService<IOptions<SandboxOptions>>().Value);
        Assert.Contains("PlacesMax must be 1 to", failure.Message, StringComparison.Ordinal);
        Assert.Contains("CgroupName must be", failure.Message, StringComparison.Ordinal);
        Assert.Contains("FilesMax is at least 16", failure.Message, StringComparison.Ordinal);
    }

    internal static async Task<ServiceProvider> StartAsync(Action<SandboxOptions> configure)
    {
        var services = new ServiceCollection().AddLogging().AddSandbox(configure).BuildServiceProvider();
        var capabilities = await services.GetRequiredService<ISandbox>().ProbeAsync(Ct);
        Assert.SkipUnless(capabilities.Available, capabilities.Reason ?? "");
        foreach (var hosted in services.GetServices<IHostedService>())
        {
            await hosted.StartAsync(Ct);
        }

        return services;
    }

    /// <summary>
    /// Waits for something that the kernel or another thread does and nobody announces; 20 s at most.
    /// </summary>
    internal static async Task UntilAsync(Func<bool> holds)
    {
        using var late = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        late.CancelAfter(TimeSpan.FromSeconds(20));
        while (!holds())
        {
            await Task.Delay(5, late.Token);
        }
    }
}
