using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using OmniSage.Sandbox;
using OmniSage.Silo.Sandboxes;

namespace OmniSage.Silo.Doctor;

/// <summary>
/// Makes a sandbox with each driver and throws it away, and tells how each limit holds. Only the chosen driver is
/// needed; what another lacks is told and no fault.
/// </summary>
internal static class SandboxCheck
{
    private static readonly (string Driver, SandboxKernel Kernel, string Name)[] Kinds =
    [
        ("bubblewrap", SandboxKernel.Host, "bubblewrap"),
        ("docker", SandboxKernel.Host, "docker"),
        ("docker", SandboxKernel.GVisor, "docker with gVisor"),
    ];

    public static async Task<IEnumerable<Finding>> LookAsync(SiloArguments arguments)
    {
        var findings = new List<Finding>();
        foreach (var (driver, kernel, name) in Kinds)
        {
            var services = new ServiceCollection();
            services.AddSingleton(typeof(ILogger<>), typeof(NullLogger<>));
            services.AddSingleton<IConfiguration>(
                new ConfigurationBuilder().AddEnvironmentVariables(SiloHost.SettingsPrefix).Build());
            services.AddSandboxes(arguments);
            var chosen = "";
            services.PostConfigure<SandboxOptions>(options => (chosen, options.Driver) = (options.Driver, driver));
            await using var provider = services.BuildServiceProvider();
            var options = provider.GetRequiredService<IOptions<SandboxOptions>>().Value;
            var isChosen = chosen == driver && (driver == "bubblewrap" || options.Docker.Kernel == kernel);
            findings.AddRange(await LookAsync(provider, options, (driver, kernel, name), isChosen));
        }

        return findings;
    }

    private static async Task<IEnumerable<Finding>> LookAsync(
        ServiceProvider provider,
        SandboxOptions options,
        (string Driver, SandboxKernel Kernel, string Name) kind,
        bool isChosen)
    {
        var subject = $"sandbox: {kind.Name}";
        if (kind.Driver == "docker" && !isChosen && !File.Exists(options.Docker.Socket))
        {
            return [new(subject, "missing", "It is not used, and there is no Docker engine here.")];
        }

        var found = await provider.GetRequiredService<ISandbox>().ProbeAsync(kind.Kernel, CancellationToken.None);
        if (!found.Available)
        {
            var reason = found.Reason ?? "It cannot isolate here.";
            return
            [
                new(subject, "missing", isChosen ? reason : $"It is not used. {reason}", found.NextStep)
                {
                    IsSerious = isChosen,
                },
            ];
        }

        return
        [
            new(subject, "ok", isChosen ? "Commands run isolated, by this." : "It could be used (Sandbox:Driver)."),
            .. found.Limits.Select(limit => new Finding(
                $"  limit: {limit.Limit.ToString().ToLowerInvariant()}",
                limit.Enforcement.ToString().ToLowerInvariant(),
                limit.How)),
        ];
    }
}
