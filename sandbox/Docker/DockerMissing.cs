using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using OmniSage.Sandbox.Seccomp;

namespace OmniSage.Sandbox.Docker;

/// <summary>What keeps the engine from isolating, and the command that would add it.</summary>
internal sealed record DockerMissing(string Reason, string? NextStep)
{
    private const string Install =
        "apt-get install -y docker.io (Debian, Ubuntu) and start it: systemctl start docker";

    /// <summary>About this machine and the engine's socket; null when nothing is known to be missing.</summary>
    internal static DockerMissing? Find(SandboxOptions options) =>
        !OperatingSystem.IsLinux() ? new("Sandboxes need Linux.", null)
        : EngineProfile.For(RuntimeInformation.ProcessArchitecture, SandboxKernel.Host) is null
            ? new($"Sandboxes do not know the processor {RuntimeInformation.ProcessArchitecture}.", null)
        : !File.Exists(options.Docker.Socket)
            ? new($"No Docker engine is here ({options.Docker.Socket} was not found).", Install)
        : null;

    /// <summary>About what the engine says of itself.</summary>
    internal static DockerMissing? Find(JsonNode info, ContainerRuntime runtime)
    {
        var options = info["SecurityOptions"] is JsonArray listed ? listed.Select(option => (string?)option) : [];
        return (string?)info["OSType"] is not "linux" ? new("The Docker engine runs no Linux containers.", null)
            : info["Runtimes"]?[runtime.Name] is null
                ? new($"The Docker engine has no runtime '{runtime.Name}'.", runtime.Kernel == SandboxKernel.GVisor
                    ? "Install gVisor (apt-get install -y runsc) and name it in /etc/docker/daemon.json: "
                        + "see docs/sandboxes.md."
                    : null)
            : !options.Any(option => option?.StartsWith("name=seccomp", StringComparison.Ordinal) == true)
                ? new("The Docker engine or the kernel cannot filter system calls.", null)
            : null;
    }

    /// <summary>About a failed call.</summary>
    internal static DockerMissing Explain(EngineException failure, SandboxOptions options) =>
        failure.Status is not null ? new($"The Docker engine refused: {failure.Message}", null)
        : new($"The Docker engine does not answer ({options.Docker.Socket}): {failure.Message}", failure.Message
            .Contains("denied", StringComparison.OrdinalIgnoreCase)
                ? "Run the sandbox daemon as root, or as a member of the group docker." : Install);

    internal static DockerMissing NoImage(string image) => new(
        $"There is no image {image} that OmniSage has built.",
        image is "omnisage/small:latest" ? "./omnisage images build small"
        : image is "omnisage/full:latest" ? "./omnisage images build full"
        : "choose small or full; no others are built");
}
