namespace OmniSage.Bench.Hosting;

/// <summary>A folder of its own for one measurement, gone with it.</summary>
internal sealed class Folder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("omnisage-bench-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
