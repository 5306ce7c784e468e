using System.Text;
using OmniSage.Sandbox.Runner;
using Xunit;

namespace OmniSage.Sandbox.Tests.Runner;

/// <summary>Status lines among output are found however they are cut, and nothing else is taken for one.</summary>
public sealed class StatusMarksTests
{
    private readonly StatusMarks marks = new();
    private readonly StringBuilder output = new();
    private readonly List<RunnerStatus> told = [];

    [Fact]
    public void Status_InPiecesOfAnySize_IsToldAndLeavesTheOutputWhole()
    {
        for (var size = 1; size < 90; size++)
        {
            output.Clear();
            told.Clear();
            var channel = Open();
            var text = $"one\n\u001e\u001etwo{marks.Add(RunnerEvent.Exited)}x 7 3\nthree\u001e";
            foreach (var piece in Encoding.ASCII.GetBytes(text).Chunk(size))
            {
                channel.Take(piece);
            }

            channel.Take("!"u8.ToArray());
            Assert.Equal("one\n\u001e\u001etwothree\u001e!", output.ToString());
            Assert.Equal([new RunnerStatus(RunnerEvent.Exited, 7, 3)], told);
        }
    }

    [Fact]
    public void Mark_ThatIsUsedAgainOrForAnotherEvent_IsOutput()
    {
        var channel = Open();
        var mark = marks.Add(RunnerEvent.Exited);
        Take(channel, $"{mark}k 7\n");
        Take(channel, $"{mark}x 7 0\n");
        Take(channel, $"{mark}x 7 1\n");
        Assert.Equal([new RunnerStatus(RunnerEvent.Exited, 7, 0)], told);
        Assert.Equal($"{mark}k 7\n{mark}x 7 1\n", output.ToString());
    }

    [Fact]
    public void Line_ThatNeverEnds_IsOutput()
    {
        var channel = Open();
        var text = marks.Add(RunnerEvent.Exited) + new string('x', 500);
        Take(channel, text);
        Assert.Equal(text, output.ToString());
        Assert.Empty(told);
    }

    private static void Take(MarkedChannel channel, string text) => channel.Take(Encoding.ASCII.GetBytes(text));

    private MarkedChannel Open() => new(
        marks,
        bytes => output.Append(Encoding.ASCII.GetString(bytes.Span)),
        (_, status, line) =>
        {
            told.Add(status);
            marks.Spend(line.Span);
        });
}
