using System.Diagnostics;
using OmniSage.Bench.Hosting;

namespace OmniSage.Bench.Models;

/// <summary>The instant model in a process of its own, which ends with this object.</summary>
internal sealed class ModelProcess : IAsyncDisposable
{
    private readonly Process process;

    private ModelProcess(Process process, string url) => (this.process, Url) = (process, url);

    /// <summary>What a person sets as the address of a provider.</summary>
    public string Url { get; }

    public static async Task<ModelProcess> StartAsync(CancellationToken cancellation)
    {
        var process = Process.Start(new ProcessStartInfo(
            ChildSilo.Dotnet, ["exec", ChildSilo.Built("OmniSage.Bench"), InstantModel.Word])
        {
            RedirectStandardOutput = true,
            RedirectStandardInput = true,
        })!;
        if (await process.StandardOutput.ReadLineAsync(cancellation) is { } url) return new(process, $"{url}/v1");
        process.Dispose();
        throw new InvalidOperationException("The model ended before it listened.");
    }

    public async ValueTask DisposeAsync()
    {
        using (process)
        {
            process.StandardInput.Close();
            await process.WaitForExitAsync(CancellationToken.None);
        }
    }
}
