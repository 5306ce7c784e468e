using System.Text.Json;
using OmniSage.Cli.Chat;
using OmniSage.Cli.Server;

namespace OmniSage.Api.Tests.Cli;

public sealed class LivePiecesTests
{
    private readonly LivePieces pieces = new();

    [Fact]
    public void Pieces_AreJoinedToLines()
    {
        Assert.Empty(Take(0, "on"));
        Assert.Equal(["one", "two"], Take(2, "e\ntwo\nthr"));
        Assert.Equal(["thr"], pieces.End("r", 1));
        Assert.Empty(Take(11, "late\n"));
    }

    [Fact]
    public void Pieces_SentAgain_ComeOnce()
    {
        Assert.Equal(["one"], Take(0, "one\ntw"));
        Assert.Empty(Take(0, "one\n"));
        Assert.Equal(["two"], Take(0, "one\ntwo\n"));
    }

    [Fact]
    public void Pieces_ThatWereLost_AreMarked()
    {
        Assert.Equal(["one"], Take(0, "one\n"));
        Assert.Equal(["… (some output was not shown)", "three"], Take(8, "three\n"));
    }

    [Fact]
    public void Pieces_WithoutEnd_AreBounded()
    {
        var shown = Enumerable.Range(0, 2000).SelectMany(i => Take(2 * i, "x\n")).ToList();

        Assert.Equal(LivePieces.LinesMax + 1, shown.Count);
        Assert.StartsWith("… (more", shown[^1], StringComparison.Ordinal);
    }

    private List<string> Take(long offset, string text)
    {
        var json = JsonSerializer.SerializeToElement(
            new { run = "r", step = 1, attempt = 1, channel = "stdout", offset, text });
        return pieces.Take(new ServerEvent("output", null, json));
    }
}
