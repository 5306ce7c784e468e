using Microsoft.Extensions.Logging.Abstractions;
using OmniSage.Sandbox;

namespace OmniSage.Silo.Doctor;

/// <summary>Makes a sandbox and throws it away, and tells how each limit holds here.</summary>
internal static class SandboxCheck
{
    public static async Task<IEnumerable<Finding>> LookAsync()
    {
        var services = new ServiceCollection();
        services.AddSingleton(typeof(ILogger<>), typeof(NullLogger<>));
        var settings = new ConfigurationBuilder().AddEnvironmentVariables(SiloHost.SettingsPrefix).Build();
        services.Configure<SandboxOptions>(settings.GetSection(SandboxOptions.Section));
        services.AddSandbox();
        await using var provider = services.BuildServiceProvider();
        var found = await provider.GetRequiredService<ISandbox>().ProbeAsync(CancellationToken.None);
        if (!found.Available)
        {
            return
            [
                new($"sandbox: {found.Driver}", "missing", found.Reason ?? "It cannot isolate here.", found.NextStep)
                {
                    IsSerious = true,
                },
            ];
        }

        return
        [
            new($"sandbox: {found.Driver}", "ok", "Commands run isolated."),
            .. found.Limits.Select(limit => new Finding(
                $"  limit: {limit.Limit.ToString().ToLowerInvariant()}",
                limit.Enforcement.ToString().ToLowerInvariant(),
                limit.How)),
        ];
    }
}
