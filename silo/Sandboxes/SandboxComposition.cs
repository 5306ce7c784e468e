using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using OmniSage.Sandbox;

namespace OmniSage.Silo.Sandboxes;

/// <summary>
/// Sandboxes as the settings say, and where the sandbox daemon of this data folder is: silo, daemon and doctor agree
/// on it here.
/// </summary>
internal static class SandboxComposition
{
    private const string SocketFile = "sandboxd.sock";
    private const int InstallLength = 16;
    private static readonly TimeSpan IdleMax = TimeSpan.FromSeconds(30);

    public static IServiceCollection AddSandboxes(this IServiceCollection services, SiloArguments arguments)
    {
        services.AddOptions<SandboxOptions>()
            .BindConfiguration(SandboxOptions.Section)
            // Last, so that the daemon is always the one of the same folder.
            .Configure(options => Complete(options, arguments.DataFolder));
        return services.AddSandbox();
    }

    private static void Complete(SandboxOptions options, string folder)
    {
        options.DaemonSocket = Path.Combine(folder, SocketFile);
        options.DaemonCommand =
        [
            Program(), "exec", typeof(SandboxComposition).Assembly.Location, "sandboxd", "--data", folder,
            SiloArguments.IdleOption, IdleMax.TotalSeconds.ToString(CultureInfo.InvariantCulture),
        ];
        options.Docker.Install =
            Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(folder)))[..InstallLength];
    }

    /// <summary>The dotnet that runs this process, or the one on the path where a program of its own does.</summary>
    private static string Program() =>
        Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : "dotnet";
}
