namespace OmniSage.Storage.Sweeps;

/// <summary>What a sweep removed.</summary>
public readonly record struct Swept(int Artifacts, int Blobs)
{
    public static Swept operator +(Swept one, Swept other) =>
        new(one.Artifacts + other.Artifacts, one.Blobs + other.Blobs);
}
