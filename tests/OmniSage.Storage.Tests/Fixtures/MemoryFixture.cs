namespace OmniSage.Storage.Tests.Fixtures;

/// <summary>SQLite in memory, as the simulator uses it.</summary>
public sealed class MemoryFixture : StorageFixture
{
    public override void Configure(StorageOptions options) => options.InMemory = true;
}
