namespace OmniSage.Grains.Tests.Runs;

public sealed class PartMemoTests
{
    [Fact]
    public void Part_IsFoundByItsContent_AndByNothingElse()
    {
        var memo = new PartMemo();
        var kept = memo.Keep(StoredPart.Of(new UserPart("hello")));
        Assert.Same(kept, memo.Find(new UserPart("hello")));
        Assert.Null(memo.Find(new UserPart("hello!")));
        Assert.Null(memo.Find(new SystemPart("hello")));
    }

    [Fact]
    public void LongPart_IsNotKept()
    {
        var memo = new PartMemo();
        var part = new UserPart(new string('x', PartMemo.PartBytesMax));
        Assert.Equal(part, memo.Keep(StoredPart.Of(part)).Part);
        Assert.Null(memo.Find(part));
    }

    [Fact]
    public void FullMemo_BeginsAnew_SoThatItIsBounded()
    {
        var memo = new PartMemo();
        var parts = Enumerable.Range(0, 200)
            .Select(number => new UserPart($"{number} {new string('x', 8_000)}"))
            .ToList();
        foreach (var part in parts) memo.Keep(StoredPart.Of(part));
        Assert.NotNull(memo.Find(parts[^1]));
        // Three bytes for each character, so not even all that is counted would fit.
        Assert.InRange(parts.Count(part => memo.Find(part) is not null), 1, PartMemo.BytesMax / (3 * 8_000));
    }
}
