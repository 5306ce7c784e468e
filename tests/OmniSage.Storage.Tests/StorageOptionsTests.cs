namespace OmniSage.Storage.Tests;

public sealed class StorageOptionsTests
{
    [Fact]
    public void Options_AsTheyCome_AreValid() =>
        Assert.True(new StorageOptionsValidation().Validate(null, new()).Succeeded);

    [Fact]
    public void Options_EachOutOfItsBound_AreNamedInTheRefusal()
    {
        var refusal = new StorageOptionsValidation().Validate(null, new()
        {
            Database = DatabaseKind.Postgres,
            DataFolder = " ",
            InMemory = true,
            QueueUnitsMax = 0,
            QueueBytesMax = 0,
            BatchUnitsMax = 0,
            BatchBytesMax = 0,
            PostgresWriters = 0,
            Readers = 65,
            ReadsWaitingMax = 0,
        });
        string[] names =
        [
            "DataFolder", "PostgresConnection", "InMemory", "QueueUnitsMax", "QueueBytesMax", "BatchUnitsMax",
            "BatchBytesMax", "PostgresWriters", "Readers", "ReadsWaitingMax",
        ];
        Assert.Equal(names.Length, refusal.Failures!.Count());
        Assert.All(names.Zip(refusal.Failures!), pair =>
            Assert.StartsWith("Storage:" + pair.First + " ", pair.Second, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("Port=many")]
    public void Connection_ThatIsNone_IsNamed(string text)
    {
        var refusal = new StorageOptionsValidation().Validate(
            null, new() { Database = DatabaseKind.Postgres, PostgresConnection = text });

        Assert.StartsWith("Storage:PostgresConnection ", Assert.Single(refusal.Failures!), StringComparison.Ordinal);
    }
}
