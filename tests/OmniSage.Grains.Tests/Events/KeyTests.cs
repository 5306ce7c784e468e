namespace OmniSage.Grains.Tests.Events;

public sealed class KeyTests
{
    private const string Hex = "00000007000070008000000000000001";

    public static TheoryData<string> Wrong =>
    [
        "",
        "/",
        Hex,
        $"{Hex}/",
        $"/{Hex}",
        $"{Hex}/{Hex}/",
        $"{Hex}/{Hex}/{Hex}",
        $"{Hex.ToUpperInvariant()}A/{Hex}",
        $"{Hex}/{Hex[..^1]}A",
        $"{Hex}/{Ids.Of(7):D}",
        $" {Hex}/{Hex}",
        $"{Guid.Empty:N}/{Hex}",
        $"Install/{Hex}",
        $"{Hex}/{Hex}\n",
    ];

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Key_OfAnotherForm_IsRefused(string key)
    {
        foreach (var parse in new Func<string, object>[]
        {
            text => ThreadId.Parse(text), text => TaskId.Parse(text), text => RunId.Parse(text),
        })
        {
            Assert.Equal(ErrorCodes.InvalidKey, Assert.Throws<OmniSageException>(() => parse(key)).Code);
        }
    }

    [Fact]
    public void Key_IsReadAsItWasWritten()
    {
        var thread = new ThreadId(new(Ids.Of(1)), Ids.Of(7));
        Assert.Equal(thread, ThreadId.Parse(thread.ToGrainKey()));
        Assert.Equal(thread.Tenant, TenantId.OfGrainKey(thread.ToGrainKey()));
        Assert.Equal(TenantId.Install, TenantId.OfGrainKey($"install/{Hex}"));
    }

    [Fact]
    public void Cursor_IsReadAsItWasWritten_AndNothingElse()
    {
        var cursor = new FeedCursor(5, FeedCursor.Start.Runs.Add(Ids.Of(1), 3).Add(Ids.Of(2), 0));
        var thread = Ids.Of(9);
        var text = cursor.ToText(thread);
        Assert.True(FeedCursor.TryParse(text, thread, out var read));
        Assert.Equal((5L, 2), (read.ThreadSeq, read.Runs.Count));
        Assert.Equal(3, read.Runs[Ids.Of(1)]);
        Assert.True(FeedCursor.TryParse(FeedCursor.Start.ToText(thread), thread, out _));
        var negative = new FeedCursor(-1, FeedCursor.Start.Runs).ToText(thread);
        foreach (var wrong in new[]
        {
            null, "", "AQ", "!!", negative, text + "A", text[..^4], cursor.ToText(Ids.Of(8)), new('A', 100_000),
        })
        {
            Assert.False(FeedCursor.TryParse(wrong, thread, out _), wrong);
        }
    }
}
