namespace OmniSage.Sandbox.Docker;

/// <summary>What runs a container, and what it needs beside the commands themselves.</summary>
internal sealed record ContainerRuntime(string Name, SandboxKernel Kernel)
{
    // gVisor's kernel is a process in the container's groups: with its own memory, and a thread or more of the
    // machine for each of the commands' processes. Its own bound is then the one on memory.
    private const long KernelMemoryBytes = 128L << 20;
    private const int KernelProcesses = 400;
    private const int ThreadsPerProcess = 8;

    internal static ContainerRuntime Of(SandboxKernel kernel, DockerOptions options) => kernel switch
    {
        SandboxKernel.Host => new("runc", kernel),
        SandboxKernel.GVisor => new(options.GVisorRuntime, kernel),
    };

    /// <summary>
    /// The runner's shell. The machine's kernel runs one that cannot be read, and so closes it to commands; gVisor
    /// loads only what the user can read.
    /// </summary>
    internal string Runner => Kernel == SandboxKernel.GVisor ? "/bin/sh" : "/run/runner";

    /// <summary>
    /// Where programs are looked for. Older gVisors refuse what the usual <c>ls</c> and <c>stat</c> ask of
    /// <c>statx</c>, so that the images have others for them, which come first there.
    /// </summary>
    internal string Path => (Kernel == SandboxKernel.GVisor ? "/usr/libexec/omnisage/gvisor:" : "")
        + "/usr/local/bin:/usr/bin:/bin:/usr/local/sbin:/usr/sbin:/sbin";

    internal long MemoryBytes => Kernel == SandboxKernel.GVisor ? KernelMemoryBytes : 0;

    internal int Processes(int asked) =>
        Kernel == SandboxKernel.GVisor ? KernelProcesses + (asked * ThreadsPerProcess) : asked;
}
