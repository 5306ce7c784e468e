using System.Net;

namespace OmniSage.Sandbox.Docker;

/// <summary>
/// The images that <c>omnisage images build</c> has made. Another's is refused: it lacks the runner, and may bring
/// variables, volumes and programs with set-user-id bits.
/// </summary>
internal sealed class ContainerImages(DockerOptions options)
{
    private const string Label = "omnisage.image";
    private static readonly string[] Preferred = ["full", "small"];

    /// <summary>The engine's name of the asked image, or of the default one.</summary>
    internal async Task<string> FindAsync(EngineClient engine, string? asked, CancellationToken ct)
    {
        if ((asked ?? options.Image) is { } named)
        {
            var image = Name(named);
            return await IsOursAsync(engine, image, ct) ? image : throw Missing(image);
        }

        foreach (var name in Preferred)
        {
            if (await IsOursAsync(engine, Name(name), ct))
            {
                return Name(name);
            }
        }

        throw Missing(Name(Preferred[^1]));
    }

    private static string Name(string image) => image.Contains('/', StringComparison.Ordinal)
        ? image : $"omnisage/{image}:latest";

    private static async Task<bool> IsOursAsync(EngineClient engine, string image, CancellationToken ct)
    {
        try
        {
            var found = await engine.GetAsync($"/images/{Uri.EscapeDataString(image)}/json", ct);
            return found["Config"]?["Labels"]?[Label] is not null && found["Config"]?["Volumes"] is null;
        }
        catch (EngineException none) when (none.Status == HttpStatusCode.NotFound)
        {
            return false;
        }
    }

    private static SandboxException Missing(string image)
    {
        var missing = DockerMissing.NoImage(image);
        return new SandboxException(
            SandboxException.Unavailable, false, $"{missing.Reason} Next step: {missing.NextStep}");
    }
}
